/// The catalog's reactions without memory.
@org.jspecify.annotations.NullMarked
package dev.cinestream.content.policy;
