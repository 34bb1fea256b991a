/// CineStream, an OTT platform as an event-sourced modular monolith. The map:
///
/// | package | what it is | may import |
/// |---|---|---|
/// | `eventsourcing` | the engine: commands to events to Kafka to read models; knows no business word | nothing of ours |
/// | `platform` | the edges every module shares: HTTP problems, identity, metrics, health, time | `eventsourcing` |
/// | `embedded` | a real Kafka and a real Postgres inside the process, for development and tests | `eventsourcing`, `platform` |
/// | `content` | the catalog: movies, series, seasons, episodes; search | `eventsourcing`, `platform` |
/// | `user` | accounts of customers and staff: log-in, second factor, sessions, roles, mails | `eventsourcing`, `platform` |
/// | `billing` | customers, plans, invoices, payments | `eventsourcing`, `platform`, `user`'s root |
/// | `webhook` | other systems that are told what happens here | `eventsourcing`, `platform` |
/// | `admin` | support's and ops' view over all of them | `eventsourcing`, `platform`, the modules' roots |
///
/// A module is a folder whose `package-info` carries [dev.cinestream.Module]: it sees another only through that one's root
/// package and only if it declares so. `ArchitectureTest` and `ModulesTest` keep the arrows true.
@org.jspecify.annotations.NullMarked
package dev.cinestream;
