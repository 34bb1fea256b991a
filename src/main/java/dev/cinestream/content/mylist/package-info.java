/// The my-list aggregate: titles a viewer profile wants to come back to.
@org.jspecify.annotations.NullMarked
package dev.cinestream.content.mylist;
