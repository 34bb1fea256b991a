package dev.cinestream.content.mylist;

import java.util.List;
import java.util.UUID;

/// @param titles in their order, each once
public record MyListState(List<UUID> titles) {
    public MyListState {
        titles = List.copyOf(titles);
    }
}
