--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: rostra; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA rostra;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: band; Type: TABLE; Schema: rostra; Owner: -
--

CREATE TABLE rostra.band (
    band bigint NOT NULL,
    telling bigint NOT NULL
);


--
-- Name: correction; Type: TABLE; Schema: rostra; Owner: -
--

CREATE TABLE rostra.correction (
    id bigint NOT NULL,
    telling bigint NOT NULL,
    kind text NOT NULL,
    value text NOT NULL,
    reason text NOT NULL,
    state text NOT NULL,
    proposed_at bigint NOT NULL,
    proposer text DEFAULT ''::text NOT NULL,
    suspicion text DEFAULT ''::text NOT NULL,
    stood text,
    latest bigint DEFAULT 0 NOT NULL,
    taught text DEFAULT ''::text NOT NULL
);


--
-- Name: correction_event; Type: TABLE; Schema: rostra; Owner: -
--

CREATE TABLE rostra.correction_event (
    id bigint NOT NULL,
    correction bigint NOT NULL,
    state text NOT NULL,
    every_telling bigint DEFAULT 0 NOT NULL,
    editor text DEFAULT ''::text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    at bigint NOT NULL
);


--
-- Name: correction_event_id_seq; Type: SEQUENCE; Schema: rostra; Owner: -
--

ALTER TABLE rostra.correction_event ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME rostra.correction_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: correction_id_seq; Type: SEQUENCE; Schema: rostra; Owner: -
--

ALTER TABLE rostra.correction ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME rostra.correction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: correction_on; Type: TABLE; Schema: rostra; Owner: -
--

CREATE TABLE rostra.correction_on (
    correction bigint NOT NULL,
    telling bigint NOT NULL
);


--
-- Name: editor; Type: TABLE; Schema: rostra; Owner: -
--

CREATE TABLE rostra.editor (
    name text NOT NULL,
    password_hash text NOT NULL,
    role text NOT NULL,
    created_at bigint NOT NULL,
    disabled integer DEFAULT 0 NOT NULL
);


--
-- Name: joined; Type: TABLE; Schema: rostra; Owner: -
--

CREATE TABLE rostra.joined (
    id bigint NOT NULL,
    telling bigint NOT NULL,
    head bigint NOT NULL,
    score double precision NOT NULL,
    explanation text NOT NULL,
    made_by text NOT NULL,
    made_at bigint NOT NULL,
    undone_by text,
    undone_at bigint
);


--
-- Name: joined_id_seq; Type: SEQUENCE; Schema: rostra; Owner: -
--

ALTER TABLE rostra.joined ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME rostra.joined_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: reading; Type: TABLE; Schema: rostra; Owner: -
--

CREATE TABLE rostra.reading (
    key bigint NOT NULL,
    rid bigint NOT NULL,
    number integer NOT NULL,
    url text,
    title text,
    byline text,
    publisher text,
    published text,
    language text NOT NULL,
    text text NOT NULL,
    hash text NOT NULL,
    digest text NOT NULL,
    furniture text NOT NULL,
    offsets text NOT NULL,
    sketch text NOT NULL,
    statements integer NOT NULL,
    added_at bigint NOT NULL
);


--
-- Name: reading_key_seq; Type: SEQUENCE; Schema: rostra; Owner: -
--

ALTER TABLE rostra.reading ALTER COLUMN key ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME rostra.reading_key_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: report; Type: TABLE; Schema: rostra; Owner: -
--

CREATE TABLE rostra.report (
    rid bigint NOT NULL,
    id text NOT NULL,
    readings integer DEFAULT 1 NOT NULL
);


--
-- Name: report_rid_seq; Type: SEQUENCE; Schema: rostra; Owner: -
--

ALTER TABLE rostra.report ALTER COLUMN rid ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME rostra.report_rid_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: session; Type: TABLE; Schema: rostra; Owner: -
--

CREATE TABLE rostra.session (
    token_hash text NOT NULL,
    editor text NOT NULL,
    csrf text NOT NULL,
    expires_at bigint NOT NULL
);


--
-- Name: setting; Type: TABLE; Schema: rostra; Owner: -
--

CREATE TABLE rostra.setting (
    name text NOT NULL,
    value text NOT NULL
);


--
-- Name: spam_filter; Type: TABLE; Schema: rostra; Owner: -
--

CREATE TABLE rostra.spam_filter (
    feature integer NOT NULL,
    good bigint DEFAULT 0 NOT NULL,
    spam bigint DEFAULT 0 NOT NULL
);


--
-- Name: speaker; Type: TABLE; Schema: rostra; Owner: -
--

CREATE TABLE rostra.speaker (
    key bigint NOT NULL,
    slug text NOT NULL,
    folded text NOT NULL,
    name text NOT NULL,
    type text NOT NULL,
    role text,
    of text,
    statements bigint DEFAULT 0 NOT NULL
);


--
-- Name: speaker_key_seq; Type: SEQUENCE; Schema: rostra; Owner: -
--

ALTER TABLE rostra.speaker ALTER COLUMN key ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME rostra.speaker_key_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: tally; Type: TABLE; Schema: rostra; Owner: -
--

CREATE TABLE rostra.tally (
    scope text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    n bigint NOT NULL
);


--
-- Name: telling; Type: TABLE; Schema: rostra; Owner: -
--

CREATE TABLE rostra.telling (
    key bigint NOT NULL,
    id text NOT NULL,
    reading bigint NOT NULL,
    "position" integer NOT NULL,
    head bigint NOT NULL,
    tellings integer DEFAULT 1 NOT NULL,
    superseded integer DEFAULT 0 NOT NULL,
    hidden integer DEFAULT 0 NOT NULL,
    speaker bigint,
    body text NOT NULL,
    words_hash text NOT NULL,
    original text,
    earlier bigint,
    gist text
);


--
-- Name: telling_number; Type: SEQUENCE; Schema: rostra; Owner: -
--

CREATE SEQUENCE rostra.telling_number
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: version; Type: TABLE; Schema: rostra; Owner: -
--

CREATE TABLE rostra.version (
    n integer NOT NULL
);


--
-- Name: words; Type: TABLE; Schema: rostra; Owner: -
--

CREATE TABLE rostra.words (
    key bigint NOT NULL,
    vector tsvector NOT NULL
);


--
-- Data for Name: band; Type: TABLE DATA; Schema: rostra; Owner: -
--

COPY rostra.band (band, telling) FROM stdin;
1565527325289065191	811072344415010817
1951908306144696034	811072344415010817
2345750069829589947	811072344415010817
5595004948229017009	811072344415010817
5098487262896563094	811072344415010817
3829286829077881990	811072344415010817
-262480763507095099	811073443926638594
7015904481053561744	811073443926638594
-5513875739752190731	811073443926638594
-6436742335898118477	811073443926638594
3866584134093424107	811073443926638594
3106546506781418557	811073443926638594
-8322152358811217786	811073443926638595
1951908306144696034	811073443926638595
2345750069829589947	811073443926638595
5595004948229017009	811073443926638595
2819249418442633759	811073443926638595
-5064320302577807520	811073443926638595
137727910432675304	811073443926638596
-5558240435280557552	811073443926638596
4442271712013877209	811073443926638596
4672044257983881531	811073443926638596
-2404326317697954214	811073443926638596
8743643886349936079	811073443926638596
\.


--
-- Data for Name: correction; Type: TABLE DATA; Schema: rostra; Owner: -
--

COPY rostra.correction (id, telling, kind, value, reason, state, proposed_at, proposer, suspicion, stood, latest, taught) FROM stdin;
\.


--
-- Data for Name: correction_event; Type: TABLE DATA; Schema: rostra; Owner: -
--

COPY rostra.correction_event (id, correction, state, every_telling, editor, note, at) FROM stdin;
\.


--
-- Data for Name: correction_on; Type: TABLE DATA; Schema: rostra; Owner: -
--

COPY rostra.correction_on (correction, telling) FROM stdin;
\.


--
-- Data for Name: editor; Type: TABLE DATA; Schema: rostra; Owner: -
--

COPY rostra.editor (name, password_hash, role, created_at, disabled) FROM stdin;
\.


--
-- Data for Name: joined; Type: TABLE DATA; Schema: rostra; Owner: -
--

COPY rostra.joined (id, telling, head, score, explanation, made_by, made_at, undone_by, undone_at) FROM stdin;
1	811073443926638595	811072344415010817	0.7714285714285714	same speaker, same bloc, 86% of the wording, 1 day apart	rule	1572400000	\N	\N
\.


--
-- Data for Name: reading; Type: TABLE DATA; Schema: rostra; Owner: -
--

COPY rostra.reading (key, rid, number, url, title, byline, publisher, published, language, text, hash, digest, furniture, offsets, sketch, statements, added_at) FROM stdin;
1	1	1	https://news.example/un-1	States split over Xinjiang	\N	Example Wire	2019-10-30	en	Karen Pierce, Britain's UN ambassador, spoke for 23 states. She said that China should let independent observers into Xinjiang without hindrance. Zhang Jun, China's envoy, said the criticism would not help trade talks.	b6682cf1d47c05e974060fddf7737fce4a80c1ee6ec95f710b8e7eab92a49c56	7316f6753fae584dd279916d1cd5dfa0573af70cba3612b8b4e2daf355c50df9			159010104746050231 171591632361086689 348552200405960217 978762102975552739 2345282922039208111 2706288703869922525 3100951363533348555 3111234662611743285 3436286816896336407 6094316228912530607 6237866765673710738 6670130362588766787 8008460130996481277 8445104935457345778 9676395118479502972 10046916846144783552 11267022679671811484 11552102763143230215 11575016187205298793 11975986715447353178 12863877997483239867 12930216981548283856 12939331681535729352 13777159696099591514 13845233268991467107 14234612075170460136 15380526603703611489 16032416452365451882 16242238978150335684 16951105139510350893 17613648952908617755	2	1572400000
2	2	1	\N	\N	\N	Other Agency	2019-10-30	en	UNITED NATIONS. A group of 23 countries led by Britain told the committee that China should let independent observers into Xinjiang without any hindrance, Karen Pierce said. Belarus praised China for its record on behalf of 54 states.	dcc9bf48a82f9f9c19b20b9d8d221b10593a82cead7f17c13e15828ae5823af7	a3283d3217eb6fdd1f704b2e1b0573a5284bb45daa78c15a5f0f9fc2dff58c3d			269164604202692648 433671647067947718 978762102975552739 2534194035372946894 2579617153725475423 3100951363533348555 3592055220463853969 3775177866696137225 3817850563501376929 3963347419350356391 5323141522514145091 6368107580530858034 7282216556060108983 7549303563494636385 8633538887436885471 8897639904656038097 9505352595169262859 10046916846144783552 10581281962491859422 10771915921353374640 11535018398881673439 11714099745615739817 12032045918097086181 13098730568180560918 13171551335521700625 13216270828351084537 13474054579207468067 13903819096612681830 14108910418601831209 14196620468967427445 14234612075170460136 14267310304679394409 14997187180201483162 16032416452365451882	2	1572400000
\.


--
-- Data for Name: report; Type: TABLE DATA; Schema: rostra; Owner: -
--

COPY rostra.report (rid, id, readings) FROM stdin;
1	un-1	1
2	un-2	1
\.


--
-- Data for Name: session; Type: TABLE DATA; Schema: rostra; Owner: -
--

COPY rostra.session (token_hash, editor, csrf, expires_at) FROM stdin;
\.


--
-- Data for Name: setting; Type: TABLE DATA; Schema: rostra; Owner: -
--

COPY rostra.setting (name, value) FROM stdin;
\.


--
-- Data for Name: spam_filter; Type: TABLE DATA; Schema: rostra; Owner: -
--

COPY rostra.spam_filter (feature, good, spam) FROM stdin;
\.


--
-- Data for Name: speaker; Type: TABLE DATA; Schema: rostra; Owner: -
--

COPY rostra.speaker (key, slug, folded, name, type, role, of, statements) FROM stdin;
1	karen-pierce	karen pierce	Karen Pierce	person	UN ambassador	GBR	1
2	zhang-jun	zhang jun	Zhang Jun	person	envoy	CHN	1
3	belarus	belarus	Belarus	state	\N	BLR	1
\.


--
-- Data for Name: tally; Type: TABLE DATA; Schema: rostra; Owner: -
--

COPY rostra.tally (scope, kind, name, n) FROM stdin;
all	state	AUS	1
all	state	CHN	1
all	state	GBR	1
all	state	USA	1
speaker:1	about	CHN	1
speaker:1	act	call-for	1
speaker:1	forum	UN General Assembly Third Committee	1
speaker:1	month	2019-10	1
speaker:2	act	warn	1
speaker:2	month	2019-10	1
state:AUS	part	bloc	1
state:CHN	act	warn	1
state:CHN	month	2019-10	1
state:CHN	part	spoke	1
state:GBR	about	CHN	1
state:GBR	act	call-for	1
state:GBR	forum	UN General Assembly Third Committee	1
state:GBR	month	2019-10	1
state:GBR	part	bloc	1
state:GBR	part	spoke	1
state:USA	part	bloc	1
all	state	BLR	1
all	state	CUB	1
all	state	EGY	1
all	total	bloc_statements	2
all	total	reports	2
all	total	speakers	3
all	total	statements	3
all	total	tellings	4
speaker:3	about	CHN	1
speaker:3	act	praise	1
speaker:3	month	2019-10	1
state:BLR	about	CHN	1
state:BLR	act	praise	1
state:BLR	month	2019-10	1
state:BLR	part	bloc	1
state:BLR	part	spoke	1
state:CHN	part	about	2
state:CUB	part	bloc	1
state:EGY	part	bloc	1
\.


--
-- Data for Name: telling; Type: TABLE DATA; Schema: rostra; Owner: -
--

COPY rostra.telling (key, id, reading, "position", head, tellings, superseded, hidden, speaker, body, words_hash, original, earlier, gist) FROM stdin;
811073443926638594	un-1:177	1	1	811073443926638594	1	0	0	2	{"about":[],"act":"warn","bloc":null,"confidence":0.8999999761581421,"content":[[177,217]],"cue":[[64,68]],"evidence":[],"forum":null,"id":"un-1:177","manner":"indirect","said_on":null,"source":[[146,170]],"speaker":{"mention":null,"name":"Zhang Jun","of":"CHN","role":"envoy","type":"person"}}	d16466c5d46fbcdf334f65da24391cfaf5aee7239f9bfd33b9f13817301f1cd5	\N	\N	O3g8FPI10_aVEWDg^GW6nNcRC
811073443926638595	un-2:79	2	0	811072344415010817	1	0	0	1	{"about":[{"code":"CHN","name":"China","span":[0,0]}],"act":"call-for","bloc":{"by_membership":[],"declared":23,"group":null,"lead":"GBR","named":["DEU"],"span":null},"confidence":0.8999999761581421,"content":[[79,153]],"cue":[[168,172]],"evidence":[],"forum":null,"id":"un-2:79","manner":"indirect","said_on":null,"source":[[155,167]],"speaker":{"mention":null,"name":"Karen Pierce","of":"GBR","role":null,"type":"person"}}	3953240ac66b2e3f7521df88e8ff0fd9ba7ced1c8c0dead92a5fc457f0ce4c60	\N	\N	0KYKj5LYgAC`EA9L;DZ5a:>BLf6hS8k5b82
811072344415010817	un-1:74	1	0	811072344415010817	2	0	0	1	{"about":[{"code":"CHN","name":"China","span":[0,0]}],"act":"call-for","bloc":{"by_membership":[],"declared":23,"group":null,"lead":"GBR","named":["USA","AUS"],"span":null},"confidence":0.8999999761581421,"content":[[74,144]],"cue":[[64,68]],"evidence":[],"forum":{"name":"UN General Assembly Third Committee","span":[0,0]},"id":"un-1:74","manner":"indirect","said_on":{"date":"2019-10-29","precision":"day","span":[0,0]},"source":[[60,63]],"speaker":{"mention":null,"name":"Karen Pierce","of":"GBR","role":"UN ambassador","type":"person"}}	4c06cc62e8f3cd8c8b7abc11c9d839f7df6783cedeca7a8cee64ae16a574589b	\N	\N	0KYKj5LYgAC`EA9L;DZ5a:>BLf6hS8k5b82
811073443926638596	un-2:190	2	1	811073443926638596	1	0	0	3	{"about":[{"code":"CHN","name":"China","span":[0,0]}],"act":"praise","bloc":{"by_membership":[],"declared":54,"group":null,"lead":"BLR","named":["CUB","EGY"],"span":null},"confidence":0.8999999761581421,"content":[[190,210]],"cue":[[182,189]],"evidence":[],"forum":null,"id":"un-2:190","manner":"indirect","said_on":null,"source":[[174,181]],"speaker":{"mention":null,"name":"Belarus","of":"BLR","role":null,"type":"state"}}	080a4d816a721bdc90dd4c0aff40fda5ebb58d2a9a3e6c9b528e46bf5915bd46	\N	\N	;KP]`f6hS8
\.


--
-- Data for Name: version; Type: TABLE DATA; Schema: rostra; Owner: -
--

COPY rostra.version (n) FROM stdin;
3
\.


--
-- Data for Name: words; Type: TABLE DATA; Schema: rostra; Owner: -
--

COPY rostra.words (key, vector) FROM stdin;
811072344415010817	'#abchn' '#accallfor' '#bl' '#cu' '#hd' '#inaus' '#ingbr' '#inusa' '#lnen' '#mnindirect' '#ofgbr' '#pb58e512183f491552' '#rpd38b53c0c298273a' '#sp1' 'ambassador':33 'america':51 'assembly':39 'aus':42 'australia':43 'china':1,52 'committee':41 'gbr':34,44 'general':38 'hindrance':9 'independent':4 'into':6 'karen':20 'kingdom':36,46 'let':3 'observers':5 'of':50 'pierce':21 'should':2 'states':49 'third':40 'un':32,37 'united':35,45,48 'usa':47 'without':8 'xinjiang':7
811073443926638594	'#acwarn' '#cu' '#hd' '#lnen' '#mnindirect' '#ofchn' '#pb58e512183f491552' '#rpd38b53c0c298273a' '#sp2' 'china':32 'chn':31 'criticism':2 'envoy':30 'help':5 'jun':19 'not':4 'talks':7 'the':1 'trade':6 'would':3 'zhang':18
811073443926638595	'#abchn' '#accallfor' '#bl' '#cu' '#indeu' '#ingbr' '#lnen' '#mnindirect' '#ofgbr' '#pb990ceddfb80ebff6' '#rpd41387cb242647f9' '#sp1' 'any':9 'china':1,41 'deu':36 'gbr':33,38 'germany':37 'hindrance':10 'independent':4 'into':6 'karen':21 'kingdom':35,40 'let':3 'observers':5 'pierce':22 'should':2 'united':34,39 'without':8 'xinjiang':7
811073443926638596	'#abchn' '#acpraise' '#bl' '#cu' '#hd' '#inblr' '#incub' '#inegy' '#lnen' '#mnindirect' '#ofblr' '#pb990ceddfb80ebff6' '#rpd41387cb242647f9' '#sp3' 'belarus':15,27,29 'blr':26,28 'china':1,34 'cub':30 'cuba':31 'egy':32 'egypt':33 'for':2 'its':3 'record':4
\.


--
-- Name: correction_event_id_seq; Type: SEQUENCE SET; Schema: rostra; Owner: -
--

SELECT pg_catalog.setval('rostra.correction_event_id_seq', 1, false);


--
-- Name: correction_id_seq; Type: SEQUENCE SET; Schema: rostra; Owner: -
--

SELECT pg_catalog.setval('rostra.correction_id_seq', 1, false);


--
-- Name: joined_id_seq; Type: SEQUENCE SET; Schema: rostra; Owner: -
--

SELECT pg_catalog.setval('rostra.joined_id_seq', 1, true);


--
-- Name: reading_key_seq; Type: SEQUENCE SET; Schema: rostra; Owner: -
--

SELECT pg_catalog.setval('rostra.reading_key_seq', 2, true);


--
-- Name: report_rid_seq; Type: SEQUENCE SET; Schema: rostra; Owner: -
--

SELECT pg_catalog.setval('rostra.report_rid_seq', 2, true);


--
-- Name: speaker_key_seq; Type: SEQUENCE SET; Schema: rostra; Owner: -
--

SELECT pg_catalog.setval('rostra.speaker_key_seq', 3, true);


--
-- Name: telling_number; Type: SEQUENCE SET; Schema: rostra; Owner: -
--

SELECT pg_catalog.setval('rostra.telling_number', 4, true);


--
-- Name: band band_pkey; Type: CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.band
    ADD CONSTRAINT band_pkey PRIMARY KEY (band, telling);


--
-- Name: correction_event correction_event_pkey; Type: CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.correction_event
    ADD CONSTRAINT correction_event_pkey PRIMARY KEY (id);


--
-- Name: correction_on correction_on_pkey; Type: CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.correction_on
    ADD CONSTRAINT correction_on_pkey PRIMARY KEY (telling, correction);


--
-- Name: correction correction_pkey; Type: CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.correction
    ADD CONSTRAINT correction_pkey PRIMARY KEY (id);


--
-- Name: editor editor_pkey; Type: CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.editor
    ADD CONSTRAINT editor_pkey PRIMARY KEY (name);


--
-- Name: joined joined_pkey; Type: CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.joined
    ADD CONSTRAINT joined_pkey PRIMARY KEY (id);


--
-- Name: reading reading_pkey; Type: CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.reading
    ADD CONSTRAINT reading_pkey PRIMARY KEY (key);


--
-- Name: reading reading_rid_number_key; Type: CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.reading
    ADD CONSTRAINT reading_rid_number_key UNIQUE (rid, number);


--
-- Name: report report_id_key; Type: CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.report
    ADD CONSTRAINT report_id_key UNIQUE (id);


--
-- Name: report report_pkey; Type: CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.report
    ADD CONSTRAINT report_pkey PRIMARY KEY (rid);


--
-- Name: session session_pkey; Type: CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (token_hash);


--
-- Name: setting setting_pkey; Type: CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (name);


--
-- Name: spam_filter spam_filter_pkey; Type: CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.spam_filter
    ADD CONSTRAINT spam_filter_pkey PRIMARY KEY (feature);


--
-- Name: speaker speaker_pkey; Type: CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.speaker
    ADD CONSTRAINT speaker_pkey PRIMARY KEY (key);


--
-- Name: speaker speaker_slug_key; Type: CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.speaker
    ADD CONSTRAINT speaker_slug_key UNIQUE (slug);


--
-- Name: tally tally_pkey; Type: CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.tally
    ADD CONSTRAINT tally_pkey PRIMARY KEY (scope, kind, name);


--
-- Name: telling telling_id_key; Type: CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.telling
    ADD CONSTRAINT telling_id_key UNIQUE (id);


--
-- Name: telling telling_pkey; Type: CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.telling
    ADD CONSTRAINT telling_pkey PRIMARY KEY (key);


--
-- Name: words words_pkey; Type: CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.words
    ADD CONSTRAINT words_pkey PRIMARY KEY (key);


--
-- Name: correction_by_state; Type: INDEX; Schema: rostra; Owner: -
--

CREATE INDEX correction_by_state ON rostra.correction USING btree (state, latest);


--
-- Name: correction_by_telling; Type: INDEX; Schema: rostra; Owner: -
--

CREATE INDEX correction_by_telling ON rostra.correction USING btree (telling);


--
-- Name: correction_event_by_correction; Type: INDEX; Schema: rostra; Owner: -
--

CREATE INDEX correction_event_by_correction ON rostra.correction_event USING btree (correction, id);


--
-- Name: correction_on_by_correction; Type: INDEX; Schema: rostra; Owner: -
--

CREATE INDEX correction_on_by_correction ON rostra.correction_on USING btree (correction);


--
-- Name: joined_by_head; Type: INDEX; Schema: rostra; Owner: -
--

CREATE INDEX joined_by_head ON rostra.joined USING btree (head);


--
-- Name: joined_by_telling; Type: INDEX; Schema: rostra; Owner: -
--

CREATE INDEX joined_by_telling ON rostra.joined USING btree (telling);


--
-- Name: session_by_editor; Type: INDEX; Schema: rostra; Owner: -
--

CREATE INDEX session_by_editor ON rostra.session USING btree (editor);


--
-- Name: session_by_expiry; Type: INDEX; Schema: rostra; Owner: -
--

CREATE INDEX session_by_expiry ON rostra.session USING btree (expires_at);


--
-- Name: speaker_by_count; Type: INDEX; Schema: rostra; Owner: -
--

CREATE INDEX speaker_by_count ON rostra.speaker USING btree (statements DESC, key);


--
-- Name: speaker_by_name; Type: INDEX; Schema: rostra; Owner: -
--

CREATE INDEX speaker_by_name ON rostra.speaker USING btree (folded, type);


--
-- Name: speaker_by_state; Type: INDEX; Schema: rostra; Owner: -
--

CREATE INDEX speaker_by_state ON rostra.speaker USING btree (of, statements DESC) WHERE (of IS NOT NULL);


--
-- Name: telling_by_earlier; Type: INDEX; Schema: rostra; Owner: -
--

CREATE INDEX telling_by_earlier ON rostra.telling USING btree (earlier) WHERE (earlier IS NOT NULL);


--
-- Name: telling_by_head; Type: INDEX; Schema: rostra; Owner: -
--

CREATE INDEX telling_by_head ON rostra.telling USING btree (head, key);


--
-- Name: telling_by_reading; Type: INDEX; Schema: rostra; Owner: -
--

CREATE INDEX telling_by_reading ON rostra.telling USING btree (reading, "position");


--
-- Name: telling_by_speaker; Type: INDEX; Schema: rostra; Owner: -
--

CREATE INDEX telling_by_speaker ON rostra.telling USING btree (speaker, key) WHERE (speaker IS NOT NULL);


--
-- Name: telling_most_told; Type: INDEX; Schema: rostra; Owner: -
--

CREATE INDEX telling_most_told ON rostra.telling USING btree (tellings DESC, key DESC) WHERE (tellings > 1);


--
-- Name: words_by_vector; Type: INDEX; Schema: rostra; Owner: -
--

CREATE INDEX words_by_vector ON rostra.words USING gin (vector) WITH (fastupdate=off);


--
-- Name: correction_event correction_event_correction_fkey; Type: FK CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.correction_event
    ADD CONSTRAINT correction_event_correction_fkey FOREIGN KEY (correction) REFERENCES rostra.correction(id);


--
-- Name: correction_on correction_on_correction_fkey; Type: FK CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.correction_on
    ADD CONSTRAINT correction_on_correction_fkey FOREIGN KEY (correction) REFERENCES rostra.correction(id);


--
-- Name: correction_on correction_on_telling_fkey; Type: FK CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.correction_on
    ADD CONSTRAINT correction_on_telling_fkey FOREIGN KEY (telling) REFERENCES rostra.telling(key);


--
-- Name: correction correction_telling_fkey; Type: FK CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.correction
    ADD CONSTRAINT correction_telling_fkey FOREIGN KEY (telling) REFERENCES rostra.telling(key);


--
-- Name: reading reading_rid_fkey; Type: FK CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.reading
    ADD CONSTRAINT reading_rid_fkey FOREIGN KEY (rid) REFERENCES rostra.report(rid);


--
-- Name: session session_editor_fkey; Type: FK CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.session
    ADD CONSTRAINT session_editor_fkey FOREIGN KEY (editor) REFERENCES rostra.editor(name);


--
-- Name: telling telling_reading_fkey; Type: FK CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.telling
    ADD CONSTRAINT telling_reading_fkey FOREIGN KEY (reading) REFERENCES rostra.reading(key);


--
-- Name: telling telling_speaker_fkey; Type: FK CONSTRAINT; Schema: rostra; Owner: -
--

ALTER TABLE ONLY rostra.telling
    ADD CONSTRAINT telling_speaker_fkey FOREIGN KEY (speaker) REFERENCES rostra.speaker(key);


--
-- PostgreSQL database dump complete
--


