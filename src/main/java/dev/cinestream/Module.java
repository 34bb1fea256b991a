package dev.cinestream;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a package as the root of a module: a bounded context behind a wall. What lies in the root package is for
/// everybody who depends on the module; what lies deeper is the module's own.
///
/// `ArchitectureTest` holds the walls up.
@Documented
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.CLASS)
@SuppressWarnings("JavaLangClash") // java.lang.Module is the compiler's word, this one is ours
public @interface Module {

    /// The module's name: its folder's, and the first segment of its categories (`content` owns `content.title`).
    String name();

    /// The names of the modules whose root packages it may import.
    String[] dependsOn() default {};

    /// Packages below the root that others may import all the same, by their relative name; to be used sparingly.
    String[] exposes() default {};
}
