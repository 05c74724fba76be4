"""The only reader of docs/, catalog/ and overrides/drawings/: files in, one frozen `Portal` and its problems out."""

from generator.load.files import Kept, Stamps, stamps
from generator.load.portal import Loaded, load

__all__ = ["Kept", "Loaded", "Stamps", "load", "stamps"]
