-- Several cases as one. Put the names of your own files in, then in their folder:
--
--     sqlite3 -readonly one.db -init many-cases.sql
--
-- The file named on the command line is "main"; SQLite attaches ten more to it. With more than eleven cases, go on with
-- Parquet and DuckDB (docs/parquet.md) or, for words, with: secondsource search FOLDER WORDS

attach database 'two.db' as two;
attach database 'three.db' as three;

create temp view all_claims as
    select 'one' as "case", * from main.v_claims
    union all select 'two', * from two.v_claims
    union all select 'three', * from three.v_claims;

create temp view all_sources as
    select 'one' as "case", * from main.v_sources
    union all select 'two', * from two.v_sources
    union all select 'three', * from three.v_sources;

-- How far each case is
select "case", count(*) as claims, count(verdict) as decided, count(*) filter (where verdict = 'disputed') as disputed
from all_claims group by 1 order by 1;

-- Sources that speak in more than one case
select name, type, count(distinct "case") as cases, sum(claims) as claims
from all_sources group by name, type having cases > 1 order by cases desc, claims desc, name;

-- The same claim, decided otherwise in another case: both have the article, and a claim's id is the same everywhere
select claim, group_concat("case" || ': ' || verdict || ' (' || reviewer || ')', ', ') as given
from (select * from all_claims where verdict is not null order by "case")
group by claim having count(distinct verdict) > 1 order by claim;
