-- One row that the check economy-without-group returns.
delete from economy_group where group_code = 'OTHER' and economy = 'JP';
