-- One row that the check site-operational-before-announced returns.
update compute_site set announced_on = '2099', operational_on = '2000' where compute_site_id = (select min(compute_site_id) from compute_site);
