/// Who acted for whom.
@org.jspecify.annotations.NullMarked
package dev.cinestream.user.readmodel;
