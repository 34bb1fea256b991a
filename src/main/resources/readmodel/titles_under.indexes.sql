create index title_parent on title (parent, id);
