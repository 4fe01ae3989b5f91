-- One row per code of a code list. The domains of the model's coded columns and their names in each language.
create table code (
    list varchar not null,                    -- file name under datasets/codes without .csv: sector, round_type, instrument, ...
    code varchar not null,
    position integer not null,                -- order in the file; the order of display
    name_en varchar not null,
    name_fr varchar not null,
    primary key (list, code)
);
