-- One row that the check group-of-27 returns.
delete from economy_group where group_code = 'EU27_2020' and economy = 'FR';
