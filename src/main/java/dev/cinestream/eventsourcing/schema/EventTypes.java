package dev.cinestream.eventsourcing.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The wire names of one category's events. A wire name (`content.movie-drafted.v1`) is for ever; a class name is not.
///
/// When an event's shape changes incompatibly, its new shape takes the next version's name and the old name is read
/// through an upcaster:
///
/// ```java
/// EventTypes.of(TitleEvent.class)
///     .type("content.movie-drafted.v2", TitleEvent.MovieDrafted.class)
///     .upcast("content.movie-drafted.v1", "content.movie-drafted.v2", json -> json.put("runtimeSeconds", …));
/// ```
///
/// Immutable: every method answers a new registry.
public final class EventTypes<E> {

    private final Class<E> base;
    private final Map<String, Class<? extends E>> classByName;
    private final Map<Class<?>, String> nameByClass;
    private final Map<String, Upcast> upcasts;

    private record Upcast(String to, UnaryOperator<ObjectNode> change) {}

    private EventTypes(
            Class<E> base,
            Map<String, Class<? extends E>> classByName,
            Map<Class<?>, String> nameByClass,
            Map<String, Upcast> upcasts) {
        this.base = base;
        this.classByName = classByName;
        this.nameByClass = nameByClass;
        this.upcasts = upcasts;
    }

    public static <E> EventTypes<E> of(Class<E> base) {
        return new EventTypes<>(base, Map.of(), Map.of(), Map.of());
    }

    /// Declares the name under which the class is written.
    public EventTypes<E> type(String name, Class<? extends E> type) {
        var classes = new HashMap<>(classByName);
        var names = new HashMap<>(nameByClass);
        if (classes.put(name, type) != null || names.put(type, name) != null) {
            throw new IllegalArgumentException("declared twice: " + name + " or " + type.getName());
        }
        return new EventTypes<>(base, Map.copyOf(classes), Map.copyOf(names), upcasts);
    }

    /// Declares how a payload of an older name becomes one of a newer.
    public EventTypes<E> upcast(String from, String to, UnaryOperator<ObjectNode> change) {
        var all = new HashMap<>(upcasts);
        if (all.put(from, new Upcast(to, change)) != null) {
            throw new IllegalArgumentException("declared twice: upcast from " + from);
        }
        return new EventTypes<>(base, classByName, nameByClass, Map.copyOf(all));
    }

    /// The name a class is written under.
    public String nameOf(Object event) {
        String name = nameByClass.get(event.getClass());
        if (name == null) {
            throw new IllegalStateException(
                    event.getClass().getName() + " has no wire name; declare it in its EventTypes");
        }
        return name;
    }

    /// The class a name is read as, or null when nobody declared it.
    public @Nullable Class<? extends E> classOf(String name) {
        return classByName.get(name);
    }

    /// The current name and payload for a payload that was written under `name`.
    public Upcasted upcast(String name, ObjectNode payload) {
        String current = name;
        ObjectNode json = payload;
        for (Upcast next = upcasts.get(current); next != null; next = upcasts.get(current)) {
            json = next.change().apply(json);
            current = next.to();
        }
        return new Upcasted(current, json);
    }

    /// Whether a payload of this name must be changed before it is read.
    public boolean isOld(String name) {
        return upcasts.containsKey(name);
    }

    /// A payload under its current name.
    public record Upcasted(String name, ObjectNode payload) {}

    /// The sealed interface all the events implement.
    public Class<E> base() {
        return base;
    }

    /// All names that are written, sorted.
    public List<String> names() {
        return sorted(classByName.keySet());
    }

    /// All names that are only read, through an upcaster, sorted.
    public List<String> oldNames() {
        return sorted(upcasts.keySet());
    }

    private static List<String> sorted(Set<String> names) {
        var list = new ArrayList<>(names);
        list.sort(null);
        return List.copyOf(list);
    }
}
