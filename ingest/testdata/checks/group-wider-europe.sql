-- One row that the check group-wider-europe returns.
delete from economy_group where group_code = 'WIDER_EUROPE' and economy = 'CH';
