-- One row per public id that lives on under another one.
create table redirect (
    kind varchar not null check (kind in ('organisation', 'programme')),
    old_id varchar not null,
    new_id varchar not null,
    reason varchar not null,
    primary key (kind, old_id)
);
