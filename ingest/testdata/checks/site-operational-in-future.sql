-- One row that the check site-operational-in-future returns.
update compute_site set operational_on = '2099' where compute_site_id = (select min(compute_site_id) from compute_site where status = 'operational');
