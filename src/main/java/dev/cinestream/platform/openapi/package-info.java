/// What the description of the API says about all operations alike.
@org.jspecify.annotations.NullMarked
package dev.cinestream.platform.openapi;
