-- One row per group and member. Every economy is also the only member of a group of its own name, so that a query asks for groups alone.
create table economy_group (
    group_code varchar not null,              -- EU27_2020, WIDER_EUROPE, EUROPE_OTHER, OTHER, or an economy
    economy varchar not null references economy (economy),
    primary key (group_code, economy)
);
