package dev.cinestream.platform.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;

/// A record says with JSpecify which of its components may be absent, and this makes Jackson believe it: a component that
/// is not `@Nullable` must be there and must not be `null`; neither must an element of a list. A component that says by
/// `@JsonSetter` what its `null` means may be left out.
final class RequiredComponents extends NopAnnotationIntrospector {

    private static final String OURS = "dev.cinestream.";
    private static final JsonSetter.Value NO_NULLS =
            JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL);
    private static final JsonSetter.Value NO_NULL_CONTENT =
            JsonSetter.Value.forContentNulls(Nulls.FAIL);

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        AnnotatedType component = componentOf(member);
        return component == null ? null : !mayBeAbsent(component, member);
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        AnnotatedType component = componentOf(annotated);
        if (component == null) {
            return JsonSetter.Value.empty();
        }
        return mayBeAbsent(component, annotated) ? NO_NULL_CONTENT : NO_NULLS;
    }

    private static boolean mayBeAbsent(AnnotatedType component, Annotated annotated) {
        return component.isAnnotationPresent(Nullable.class)
                || annotated.hasAnnotation(JsonSetter.class);
    }

    /// The type of one of our records' components, as its canonical constructor declares it.
    private static @Nullable AnnotatedType componentOf(Annotated annotated) {
        if (annotated instanceof AnnotatedParameter parameter
                && parameter.getOwner() instanceof AnnotatedConstructor owner) {
            Constructor<?> constructor = owner.getAnnotated();
            Class<?> type = constructor.getDeclaringClass();
            if (type.isRecord() && type.getName().startsWith(OURS)) {
                return constructor.getAnnotatedParameterTypes()[parameter.getIndex()];
            }
        }
        return null;
    }
}
