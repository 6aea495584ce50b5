"""The English the reader of notes knows: words that are no names, and the verbs promises are made of."""

VERBS: frozenset[str] = frozenset(
    """
    accept access achieve act add address adapt adjust advertise agree align allocate analyse analyze announce answer
    apply appoint approach approve archive arrange ask assemble assess assign attach attend audit await backup begin
    benchmark block book brainstorm brief bring build bump buy calculate call cancel capture carry catch change chase
    chat check choose circulate clarify clean cleanup clear close coach coach collate collect come comment commission
    communicate compare compile complete compose conduct confer confirm connect consider consolidate consult contact
    continue contribute convert coordinate copy correct cost cover create cross-check cut deal debug decide define
    deliver demo deploy describe design determine develop disable discuss distribute document double-check download
    draft draw drive drop edit email e-mail enable encourage engage enrol ensure escalate establish estimate evaluate
    examine execute expand explain explore export extend extract facilitate feed fetch figure file fill film finalise
    finalize find finish fix flag focus follow follow-up followup forward format gather generate get give go grant
    group hand handle help hire hold host identify implement import improve include inform initiate inspect install
    integrate interview introduce investigate invite involve issue join keep kick launch lead learn let liaise link list
    load loop look maintain make manage map mark measure meet mention mentor merge message migrate modify monitor move
    msg negotiate nominate notify obtain offer onboard open order organise organize outline oversee own pair pass pay
    phone pick pilot ping place plan point post prepare present print prioritise prioritize process procure produce
    promote propose provide publish pull purchase push put raise reach read rebase recommend reconnect record recruit
    redesign redo reduce refactor refer refine register release remind remove rename renew reorganise reorganize
    repeat replace reply report request research reserve reset resolve respond restart resubmit retest return review
    revise revisit rewrite ring roll rotate route run scan schedule scope screen search secure see seek select send
    set setup share shift ship show sign simplify sit sketch solve sort source speak specify split stand start stop
    store stub study submit subscribe suggest summarise summarize supply support survey switch sync synchronise tag
    take talk target teach tell test think tidy track train transfer translate trial trigger try turn type understand
    undo update upgrade upload use validate verify visit volunteer vote wait walk watch work wrap write
    """.split()
)

NOT_NAMES: frozenset[str] = frozenset(
    """
    a about access according action actions after again agenda agreed all also although an and announcement another any anyone
    april are as asap ask at august back based be because before being both but by call can cannot change chapter check
    close code content could date day deadline december decide decided decision did discussion do document does done draft due each
    early either email end engineering eod eom eow event every excited february feedback few final first follow for form friday from
    further general get getting given goal going good great had happy has have having he help her here hers hey hi his
    hope hoping how however i idea if in information initial is issue it item items its january july june just keep last
    later let lets link links list looking lots make many march may maybe me meeting meetings might minutes monday month
    more most move much must my nb need needed needs new next no none nope not note notes nothing november now october of off
    ok okay on once one ongoing only open or order other otherwise our out over overall package part people perhaps plan
    planned planning plans please possible possibly post previous problem process progress project proposal q q1 q2 q3 q4
    question questions ready reason reasons remember reminder reminders report request response review same saturday saw second section see seems
    september session she should since so some something soon status still submission suggestion sunday support team's test
    than thanks that the their them then there therefore these they thing things third this those though thursday time
    times tldr to today todo tomorrow too topic topics training try tuesday two under unless until up update updates us use used
    various very via want wanted wants was way we wednesday week weeks well were what when where whether which while who
    why will with within without work would yes yet you your
    background blocker blockers budget caution chair con cons context cost day example facilitator fyi host issues
    location metric metrics minute moderator motto notetaker objective objectives option options outcome outcomes place
    price pro pros ps purpose re recording result results risk risks scribe secretary solution source strategy subject
    summary tip title venue video warning where win wins goals customers sales marketing product finance hr tech
    welcome hello hopefully special big small old key main important urgent great best pr prs ci api ui it
    """.split()
)

EVERYONE: frozenset[str] = frozenset("all everyone everybody team everyone! @channel @here @all".split())

TEAMS: frozenset[str] = frozenset(
    """
    admin comms design engineering facilities finance hr it l&d leadership learning legal marketing operations ops
    partnerships people procurement product sales security support tech training
    """.split()
)
