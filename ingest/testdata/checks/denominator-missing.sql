-- One row that the check denominator-missing returns.
delete from observation where series_id = 'population' and economy = 'FR' and year = 2020;
