-- What conforming SQL shares. Dates are ISO 8601 text, as precise as known: 2025, 2025-03, 2025-03-14; periods also 2025-Q1.

-- partial_year(dated): the year of a date or period.
create macro partial_year(dated) as try_cast(left(dated, 4) as integer);

-- partial_quarter(dated): the quarter as 2025-Q1; null when only the year is known.
create macro partial_quarter(dated) as case
    when dated like '____-Q_' then dated
    when length(dated) >= 7 then left(dated, 4) || '-Q' || ((try_cast(substr(dated, 6, 2) as integer) + 2) // 3)
end;

-- side_of(economy, bloc): whose side an economy is on. Europe is one side, whether in the Union or not; every other economy is its own.
create macro side_of(economy, bloc) as case when bloc in ('EU27_2020', 'EU', 'EUROPE', 'EUROPE_OTHER') then 'EUROPE' else economy end;

-- size_of(amount_usd): the size class of a round, code list round_size.
create macro size_of(amount_usd) as case
    when amount_usd is null then 'undisclosed'
    when amount_usd < 10000000 then 'under-10'
    when amount_usd < 50000000 then '10-to-50'
    when amount_usd < 100000000 then '50-to-100'
    else '100-and-more'
end;

-- period_end(dated): the last day of a date or period.
create macro period_end(dated) as case
    when dated like '____-Q_' then last_day(make_date(left(dated, 4)::integer, right(dated, 1)::integer * 3, 1))
    when length(dated) = 4 then make_date(dated::integer, 12, 31)
    when length(dated) = 7 then last_day((dated || '-01')::date)
    else dated::date
end;

-- to_eur(amount, units_per_eur): an amount of at most two decimals in euros with eight decimals, rounded half up. It divides
-- whole numbers: the engine's decimal division goes through floating point and would not repeat on another engine.
create macro to_eur(amount, units_per_eur) as cast(
    (
        (
            (amount::decimal(18, 2)::decimal(38, 2) * 100)::hugeint * 2000000000000
            + (units_per_eur::decimal(18, 6)::decimal(38, 6) * 1000000)::hugeint
        ) // ((units_per_eur::decimal(18, 6)::decimal(38, 6) * 1000000)::hugeint * 2)
    )::decimal(28, 0) * 0.00000001::decimal(8, 8)
    as decimal(28, 8)
);

-- in_currency(amount, currency, amount_eur, wanted, units_per_eur_of_wanted): the amount itself if it is in the wanted
-- currency, else its euros at the rate of the wanted one.
create macro in_currency(amount, currency, amount_eur, wanted, units_per_eur_of_wanted) as cast(
    case
        when currency = wanted then amount::decimal(18, 2)::decimal(28, 8)
        when wanted = 'EUR' then amount_eur::decimal(28, 8)
        else round(amount_eur::decimal(28, 8) * units_per_eur_of_wanted::decimal(18, 6), 8)
    end
    as decimal(28, 8)
);
