-- The user of the servers, which may only what the role caretype_server may. Run by psql, each time again.
\getenv password SERVER_PASSWORD
select 'create role server login' where to_regrole('server') is null \gexec
alter role server password :'password';
grant caretype_server to server;
