package dev.cinestream.eventsourcing.process;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// All policies of all modules.
///
/// A module feeds its policy with one method: `@Incoming("…") Uni<Void> feed(ConsumerRecords<byte[], byte[]> polled)` that
/// hands the poll to [PolicyRunner#react]. The channel's `group.id` is the policy's name.
@ApplicationScoped
public class Policies {

    private final Map<String, Policy> byName = new LinkedHashMap<>();

    public Policies(@Any Instance<Policy> policies) {
        for (Policy each : policies) {
            if (!each.name().matches("[a-z][a-z0-9_]{0,60}")) {
                throw new IllegalStateException(
                        "a policy's name is a lower-case identifier, not " + each.name());
            }
            if (byName.put(each.name(), each) != null) {
                throw new IllegalStateException("two policies are called " + each.name());
            }
        }
    }

    public Collection<Policy> all() {
        return byName.values();
    }

    Optional<Policy> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
