/// Who asks: bearer tokens, their roles, and the development key that issues them until accounts exist.
@org.jspecify.annotations.NullMarked
package dev.cinestream.platform.identity;
