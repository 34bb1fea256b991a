/// Whether this instance lives, has started and is ready, and if not, which part is not and why (`/q/health`).
@org.jspecify.annotations.NullMarked
package dev.cinestream.platform.health;
