-- One row that the check identity-orphan returns.
insert into redirect values ('organisation', 'was-here', 'is-nowhere', 'test');
