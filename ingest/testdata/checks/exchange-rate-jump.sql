-- One row that the check exchange-rate-jump returns.
update exchange_rate set units_per_eur = units_per_eur * 10 where currency = 'USD' and year = 2020;
