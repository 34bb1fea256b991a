package dev.cinestream.eventsourcing.schema;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Set;

/// The sealed interfaces that a state is made of: itself, and those in the components of its records, however deep. A record's
/// fields are read, not its components: a native image knows the fields of what is registered, and not always its components.
final class SealedTypes {

    private final Set<Class<?>> found = new LinkedHashSet<>();
    private final Set<Class<?>> seen = new LinkedHashSet<>();

    private SealedTypes() {}

    static Set<Class<?>> in(Class<?> state) {
        SealedTypes types = new SealedTypes();
        types.visit(state);
        return types.found;
    }

    private void visit(Type type) {
        switch (type) {
            case Class<?> plain -> visit(plain);
            case ParameterizedType generic -> {
                for (Type argument : generic.getActualTypeArguments()) {
                    visit(argument);
                }
            }
            default -> {}
        }
    }

    private void visit(Class<?> type) {
        if (!seen.add(type)) {
            return;
        }
        if (type.isInterface() && type.isSealed()) {
            found.add(type);
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                visit(permitted);
            }
        }
        if (type.isRecord()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    visit(field.getGenericType());
                }
            }
        }
    }
}
