/* A question: the style sheet opens the chosen option's reason; this speaks it and keeps the answer from being peeked at first. */
sauat.modules.item = form => {
  const said = form.querySelector("[role=status]");
  const answer = form.querySelector(".answer");
  if (!said || !answer) throw new Error("item: needs [role=status] and .answer");
  const options = form.querySelectorAll(".option");
  answer.hidden = options.length > 0;
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("change", event => {
    const why = event.target.closest(".option").querySelector(".why");
    said.textContent = event.target.checked ? why.textContent : "";
    answer.hidden = false;
  });
};
