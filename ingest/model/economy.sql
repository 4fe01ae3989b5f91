-- One row per economy or published aggregate. Aggregates (EU, EUROPE, WORLD) are bodies or areas that sources report as one; they have no members here.
create table economy (
    economy varchar primary key,              -- ISO 3166-1 alpha-2, or EU (the institutions), EUROPE, WORLD, EU27_2020 (published totals of the 27)
    iso3 varchar,
    name_en varchar not null,
    name_fr varchar not null,
    bloc varchar not null,                    -- partition: EU27_2020, EU, EUROPE_OTHER, US, CN, OTHER; an aggregate is its own bloc
    currency varchar,
    eu_member_from date,
    eu_member_to date,
    latitude double,
    longitude double,
    is_aggregate boolean not null
);
