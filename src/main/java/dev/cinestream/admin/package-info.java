/// Support's and ops' view over all modules, under `/admin`: integrity, streams, read models, quarantine, outbox, consumers.
///
/// - **Action**: one use of this view by one person, reads included.
/// - **Audit log**: every action as an event, in the topic `audit-log`. An action that cannot be written down is refused.
/// - **Target**: what an action was about, for example `content.title/<stream id>`.
@NullMarked
@Module(
        name = "admin",
        dependsOn = {"content", "user"})
package dev.cinestream.admin;

import dev.cinestream.Module;
import org.jspecify.annotations.NullMarked;
