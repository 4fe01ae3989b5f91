-- One row that the check coordinates-out-of-range returns.
update compute_site set latitude = 91 where compute_site_id = (select min(compute_site_id) from compute_site where latitude is not null);
