"""The English the reader of notes knows: words that are no names, and the verbs promises are made of."""

VERBS: frozenset[str] = frozenset(
    """
    accept access achieve act adapt add address adjust advertise agree align allocate analyse analyze
    announce answer apply appoint approach approve archive arrange ask assemble assess assign attach
    attend audit await backup begin benchmark block book brainstorm brief bring build bump buy calculate
    call cancel capture carry catch change chase chat check choose circulate clarify clean cleanup clear
    close coach collate collect come comment commission communicate compare compile complete compose
    conduct confer confirm connect consider consolidate consult contact continue contribute convert
    coordinate copy correct cost cover create cross-check cut deal debug decide define deliver demo
    deploy describe design determine develop disable discuss distribute do document double-check
    download draft draw drive drop e-mail edit email enable encourage engage enrol ensure escalate
    establish estimate evaluate examine execute expand explain explore export extend extract facilitate
    feed fetch figure file fill film finalise finalize find finish fix flag focus follow follow-up
    followup format forward gather generate get give go grant group hand handle help hire hold host
    identify implement import improve include inform initiate inspect install integrate interview
    introduce investigate invite involve issue join keep kick launch lead learn let liaise link list
    load look loop maintain make manage map mark measure meet mention mentor merge message migrate
    modify monitor move msg negotiate nominate notify obtain offer onboard open order organise organize
    outline oversee own pair pass pay phone pick pilot ping place plan point post prepare present print
    prioritise prioritize process procure produce promote propose provide publish pull purchase push put
    raise reach read rebase recommend reconnect record recruit redesign redo reduce refactor refer
    refine register release remind remove rename renew reorganise reorganize repeat replace reply report
    request research reserve reset resolve respond restart resubmit retest return review revise revisit
    rewrite ring roll rotate route run scan schedule scope screen search secure see seek select send set
    setup share shift ship show sign simplify sit sketch solve sort source speak specify split stand
    start stop store stub study submit subscribe suggest summarise summarize supply support survey
    switch sync synchronise tag take talk target teach tell test think tidy track train transfer
    translate trial trigger try turn type understand undo update upgrade upload use validate verify
    visit volunteer vote wait walk watch work wrap write
    """.split()
)

NOT_NAMES: frozenset[str] = frozenset(
    """
    a able about access according action actions after again agenda agreed all also although an and
    announcement another any anyone api april are as asap ask at august back background based be because
    before being best big blocker blockers both budget but by call can cannot caution chair change
    chapter check ci close code con cons content context cost could customers date day deadline december
    decide decided decision did discussion do document does done draft due each early either email end
    engineering eod eom eow event every example excited facilitator february feedback few final first
    follow for form friday from further fyi general get getting given glad goal goals going good great
    had happy has have having he hello help her here hers hey hi his hope hopefully hoping host how
    however i id idea if important in information initial is issue issues it item items its january july
    june just keen keep key last later let lets link links list location looking lots main make many
    march may maybe me meeting meetings metric metrics might minute minutes moderator monday month more
    most motto move much must my nb need needed needs new next nice no none nope not note notes
    notetaker nothing november now objective objectives october of off ok okay old on once one ongoing
    only open option options or order other otherwise our out outcome outcomes over overall package part
    passcode password people perhaps phone place plan planned planning plans please pleased portal
    possible possibly post pr previous price pro problem process progress project proposal pros proud
    prs ps purpose q q1 q2 q3 q4 question questions re ready reason reasons recording remember reminder
    reminders report request response result results review risk risks same saturday saw scribe second
    secretary section see seems september session she should since small so solution some something soon
    sorry source special status still strategy subject submission suggestion summary sunday support
    team's test than thanks that the their them then there therefore these they thing things third this
    those though thursday time times tip title tldr to today todo tomorrow too topic topics training try
    tuesday two ui under unless until up update updates urgent url us use used user various venue very
    via video want wanted wants warning was way we wednesday week weeks welcome well were what when
    where whether which while who why will win wins with within without work would yes yet you your zoom
    """.split()
)

EVERYONE: frozenset[str] = frozenset("all everyone everybody team everyone! @channel @here @all".split())

TEAMS: frozenset[str] = frozenset(
    """
    admin comms design engineering facilities finance hr it l&d leadership legal marketing operations
    ops partnerships procurement sales security support tech
    """.split()
)
