/* On search.html: room for results when the address asks for some, so that nothing moves when they come. */
document.documentElement.classList.toggle("asked", /[?&](q|rubric|region|site|owner)=[^&\s+]/.test(location.search));
