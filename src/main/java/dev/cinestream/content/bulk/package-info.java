/// Many titles at once: imports, exports, and the demo catalog.
@org.jspecify.annotations.NullMarked
package dev.cinestream.content.bulk;
