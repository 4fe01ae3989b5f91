-- One row that the check bloc-partition returns.
delete from economy_group where group_code = 'OTHER' and economy = 'JP';
insert into economy_group values ('EUROPE_OTHER', 'JP');
