-- ownership(host, host_bloc, owner, owner_bloc): where the owner of a site is at home, seen from where it stands. The institutions of
-- the Union and its members are one bloc. Code list site_ownership.
create macro ownership(host, host_bloc, owner, owner_bloc) as case
    when owner is null then 'unknown'
    when owner = host then 'same-economy'
    when host_bloc in ('EU27_2020', 'EU') and owner_bloc in ('EU27_2020', 'EU') then 'same-bloc'
    when host_bloc in ('US', 'CN') and owner_bloc = host_bloc then 'same-bloc'
    when host_bloc in ('EU27_2020', 'EU', 'EUROPE_OTHER', 'EUROPE') and owner_bloc in ('EU27_2020', 'EU', 'EUROPE_OTHER', 'EUROPE') then 'europe'
    else 'foreign'
end;
