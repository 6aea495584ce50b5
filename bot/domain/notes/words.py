"""The English the reader of notes knows: words that are no names, and the verbs promises are made of."""

VERBS: frozenset[str] = frozenset(
    """
    accept access achieve act adapt add address adjust advertise advise agree alert align allocate analyse
    analyze announce answer apologise apply appoint approach approve archive arrange ask assemble assess
    assign attach attend audit await backup balance begin benchmark bid block blog book boost brainstorm
    brief bring broadcast build bump bundle buy calculate call cancel capture carry catch certify champion
    change chase chat check choose circulate clarify clean cleanup clear clone close coach collaborate
    collate collect come commence comment commission communicate compare compile complete compose conclude
    conduct confer configure confirm connect consider consolidate consult contact continue contribute convene
    convert coordinate copy correct cover create cross-check customise customize cut deactivate deal debug
    decide decline dedicate deepen define delay delegate delete deliver demo deploy describe design
    determine develop disable discuss disseminate distribute divide do document double double-check download
    draft draw drive drop e-mail earmark edit educate eliminate email embed emphasise enable encourage
    endorse enforce engage engineer enhance enquire enrol ensure enter equip escalate establish estimate
    evaluate examine exclude execute expand expedite explain explore export extend extract facilitate feed
    fetch figure file fill film finalise finalize finance find finish fix flag flesh focus follow follow-up
    followup formalise formalize format formulate forward gather generate get give go grant group grow hand
    hand-over handle harmonise help hire hold honour host identify illustrate implement import improve
    include incorporate increase inform initiate inquire insert inspect install institute instruct integrate
    intensify interview intro introduce investigate invite invoice involve issue join judge justify keep
    kick launch lay lead learn leave lend liaise liase link list load lobby locate lock look loop lower mail
    maintain make manage map mark match maximise measure meet mention mentor merge message migrate minimise
    mobilise mock modify monitor motivate move msg mute name narrow negotiate nominate note notify observe
    obtain offer onboard open operate optimise optimize order organise organize outline oversee own pack
    pair pass paste patch pay phase phone photograph pick pilot pin ping pitch place plan plug point poll post
    postpone practice practise pre-read prepare present preview print prioritise prioritize process procure
    produce promote proof proofread propose prototype prove provide prune publicise publicize publish pull
    purchase pursue push put quantify query quiz quote raise rank rate re-run re-send reach read realign
    reassess reassign rebase rebook rebuild recall recap receive recheck recirculate recommend recommit
    reconcile reconnect reconsider record recruit redesign redirect redistribute redo redraft reduce
    refactor refer refine reformat refresh refund regenerate register regroup rehearse reinstate reiterate
    reject relabel relaunch relay release relocate remind remodel remove rename renegotiate renew reopen
    reorder reorganise reorganize repair repeat rephrase replace reply report represent request reroute
    rerun reschedule rescue research resend reserve reset resolve respond restart resubmit retain retest
    rethink retire retrain retrieve return reuse revamp revert review revise revisit revive reward reword
    rework rewrite ring role-play roll rotate route run safeguard sample sanction save scale scan schedule
    scope score scrap screen search secure see seek select send separate serve set setup shadow share shift
    ship shoot shorten show sign simplify simulate sit sketch slim socialise socialize solicit solve sort
    source speak specify speed split sponsor spread staff stand standardise standardize start stay steer
    stop store streamline strengthen structure stub study submit subscribe subtitle suggest summarise
    summarize supervise supply support surface survey suspend swap switch sync synchronise tackle tag tailor
    take talk target teach tell templatise test think tidy tie timebox touch trace track trade train
    transcribe transfer transition translate triage trial trigger trim troubleshoot try turn tutor tweak
    type unblock understand undo unify uninstall unlock update upgrade upload upskill use validate verify
    vet view visit visualise volunteer vote wait walk warn watch weigh welcome whiteboard widen withdraw
    work wrap write
    """.split()
)

NOT_NAMES: frozenset[str] = frozenset(
    """
    a able about access according action actions add after again agenda agree agreed aim all also although
    an and announcement another any anyone api approach april are as asap ask assumptions at august back
    background backlog based be because before being best better big blocker blockers both budget bug bugs
    but by call can cannot category caution chair challenge change chapter check ci clear close code
    comments con cons content context continue cost could crucial customers date day deadline december
    decide decided decision demo dependencies description details dial did difficult disagree discussion do
    document does done draft drop due each early easier easy eight either email end engineering eod eom eow epic
    essential event every everyone's example excited facilitator faster feature features february feedback few
    final fine first five focus follow follow-up for form four friday from further fyi general get getting
    github given glad goal goals going good great had happy hard harder has have having he hello help helpful her
    here hers hey hi high his hope hopefully hoping host how however i id idea if impact important
    impossible in info information initial intent intention interesting irc is issue issues it item items
    its january job july june just keen keep key lacked last later learned learnings let lets liked likely
    link links list location longed looking lots low mad main make many march may maybe me meeting meetings
    metric metrics might minute minutes moderator monday month more most motion motto move much must my nb
    need needed needs new next nice nine no none nope not note notes notetaker nothing notice november now
    objective objectives october of off ok okay old on once one ongoing only open option optional options or
    order other otherwise our out outcome outcomes over overall overview owner owners package page pain part
    passcode password people perhaps permission phone place plan planned planning plans please pleased
    portal possible possibly post pr previous price priority pro problem process progress project proposal
    pros proud prs ps purpose q q1 q2 q3 q4 question questions quorum quote re ready reason reasons
    recording regular release remember reminder reminders report request resolution response result results
    review risk risks role sad safe same saturday saw say scope scribe second secretary section see seems
    september session seven several she should since six slack small so solution some something soon sorry
    source special sprint start state status step still stop stories story strategy subject submission
    suggestion summary sunday support task team's teams tempting ten test text than thanks that the their them
    theme then there therefore these they thing things third this those though three thursday ticket tickets
    time times tip title tldr to today today's todo tomorrow too topic topics training tricky try tuesday
    two type ui unclear under unless unlikely until up update updates urgent url us use used useful user
    various venue version very via video vital want wanted wants warning was way ways we webex website
    wednesday week weeks weird welcome well were what when where whether which while who why will win wins
    with within without work worth would yes yesterday yet you your zoom
    """.split()
)

EVERYONE: frozenset[str] = frozenset("all everyone everybody folks team everyone! @channel @here @all".split())

TEAMS: frozenset[str] = frozenset(
    """
    admin comms design engineering facilities finance hr it l&d leadership legal marketing operations
    ops partnerships procurement sales security staff support tech
    """.split()
)

GROUPS: frozenset[str] = frozenset(
    """
    board boards chairs chair client clients commission committee committees council editors group groups
    leads members office organisers organizers panel pm secretary secretariat staff team teams treasurer
    vendor vendors volunteers wg wgs
    """.split()
)
