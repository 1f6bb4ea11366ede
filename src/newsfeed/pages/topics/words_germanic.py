"""Function words of English, German and Dutch, for `topics`. An underscore stands for the space inside a verb."""

from typing import Final

from newsfeed.pages.topics.grammar import TopicGrammar

ENGLISH: Final = TopicGrammar(
    head="last",
    copulas="""is was are were has_been have_been had_been will_be would_be could_be became become becomes remains
        remained refers_to refer_to referred_to serves_as served_as works_as worked_as acts_as acted_as means denotes
        describes has_served_as had_served_as has_become comprises comprised constitutes constituted consists_of
        consisted_of forms formed marks marked""",
    verbs={
        "person": """leads led heads headed governs governed rules ruled wrote writes plays played sang sings won
            directed directs lives lived died fled resigned married invented painted composed studied teaches taught
            chairs chaired reigned trained coaches commands commanded campaigned joined presides presided grew_up
            has_served has_led has_written has_played has_directed has_ruled has_governed has_won""",
        "organization": """makes manufactures sells operates employs publishes broadcasts develops provides offers
            represents oversees regulates owns runs produces supplies campaigns advises competes promotes""",
        "place": """lies sits stands stretches borders flows rises overlooks straddles separates connects extends
            has_a_population has_an_area covers occupies""",
        "event": """took_place takes_place occurred happened began begins broke_out ended erupted killed struck hit
            devastated pitted swept lasted commemorates followed commenced will_take_place""",
        "work": """tells follows depicts portrays chronicles stars premiered debuted prohibits obliges bans explores
            recounts narrates entered_into_force""",
    },
    participles={
        "person": """born elected re-elected appointed educated raised married sentenced convicted arrested killed
            assassinated murdered executed imprisoned jailed exiled nominated knighted sworn accused charged""",
        "organization": """founded established headquartered incorporated owned privatised privatized nationalised
            nationalized acquired""",
        "place": "located situated inhabited bordered surrounded colonized colonised populated built connected",
        "event": "held fought celebrated observed staged triggered sparked hosted contested organised organized",
        "work": """written published released composed directed painted signed ratified adopted recorded filmed
            broadcast aired enacted passed drafted serialised serialized performed""",
        "thing": "used manufactured developed invented discovered designed spoken introduced made grown produced",
    },
    relatives="who which that whose where when it he she they",
    articles="a an the",
    indefinite="a an",
    aliases="""better_known_as best_known_as more_commonly_known_as commonly_known_as popularly_known_as
        professionally_known_as known_professionally_as better_known_by_his_stage_name known_mononymously_as
        better_known_by_her_stage_name simply_known_as known_simply_as known_as""",
    boundaries="""of in on at from who whom whose that which for by with between since located based founded published
        serving headed led to about directed written fought into onto upon over under during after before against
        among amid across around along near off within without through throughout via per as than but because when
        where while although if made set held built sung known formed owned operated produced created developed
        composed close famous noted notable responsible north_of south_of east_of west_of now then currently available
        is was are were has had have will can may it its he his she her they their covering containing including
        consisting comprising representing killing causing involving opposed designed intended used played performed
        released recorded signed adopted passed drafted broadcast aired starring hosted presented narrated down up out
        situated headquartered established inhabited living working specializing specialising dedicated devoted
        belonging bordering lying flowing running stretching ruling claiming aiming seeking until till like
        symbolizing personifying embodying symbolising depicting showing featuring commemorating celebrating marking
        separating connecting linking joining describing explaining telling exploring examining portraying banning
        prohibiting regulating governing protecting granting giving providing offering selling making using operating
        requiring allowing enabling promoting supporting fighting protesting calling demanding affecting hitting
        striking destroying attacking aimed backed miles mile kilometres kilometers km metres meters feet ft hectares
        acres storeys stories inhabitants years filmed shot dating relating ranging spanning comprised dropped fired""",
    links="of for to",
    transparent="""one two three four five six seven eight nine ten some most many several both all any each either
        part parts majority half number type types kind kinds sort sorts form forms variety varieties class name names
        term terms word nickname acronym abbreviation title example examples instance version edition level tier piece
        pieces rest bulk first second third fourth fifth last only latest successor branch branches remainder act acts
        symbol case couple section arm day days week weeks month months night nights year years plural combination
        mixture blend phase stage""",
    collectives="""group set series sequence collection pair trio chain cluster string wave family network system line
        round list range swarm circle ring body""",
    members="""country state nation economy shop store restaurant hotel supermarket cafe bakery cinema gym pharmacy
        school newspaper""",
    vague="""component movement initiative effort project program programme plan scheme system example attempt
        response result subject symbol thing masterpiece network concept term name phenomenon process act tradition
        activity set part structure idea measure undertaking development type kind form product object matter reform
        policy case tension rivalry strategy approach item issue topic time disobedience resistance force""",
    person_signs="who whom his him he himself herself",
    person_endings="""ologist ographer smith wright monger woman keeper herder thrower jumper trainer winner holder
        writer singer painter dancer""",
    adjective_endings="ed ing ly est al ic ive ous able ible ful less ese ish ern ary ian",
    born=r"born b\. née né",
    openers="""in on at after since before during for with as when while although though if because by from under it
        he she they this these those there that we you his her its their here according however""",
    titles="""king queen prince princess duke duchess earl count countess baron baroness viscount viscountess marquess
        marquis lord lady emperor empress elector margrave landgrave archduke""",
    article_nouns="""newspaper daily weekly magazine tabloid broadsheet film movie book novel song album band series
        show play podcast musical opera poem painting sitcom drama comedy thriller trio duo quartet army formation
        treaty agreement pact accord convention""",
    article_names="the_hague the_gambia the_bahamas the_bronx",
)

GERMAN: Final = TopicGrammar(
    head="last",
    copulas="""ist war sind waren wird wurde wurden bleibt blieb gilt_als galt_als gelten_als bezeichnet bezeichnete
        bedeutet amtiert_als amtierte_als fungiert_als arbeitet_als dient_als bildet umfasst umfasste heißt""",
    verbs={
        "person": """regierte regiert leitete leitet schrieb spielte spielt sang gewann lebte starb malte komponierte
            führte führt lehrte trainiert""",
        "organization": "stellt produziert betreibt entwickelt verkauft beschäftigt vertritt veröffentlicht",
        "place": "liegt lag erstreckt_sich grenzt mündet fließt entspringt verbindet trennt",
        "event": "fand findet ereignete_sich begann dauerte brach endete kam_es forderte",
        "work": "erzählt handelt schildert regelt erschien verbietet trat",
    },
    participles={
        "place": "gelegen",
        "person": "geboren",
    },
    relatives="der die das welcher welche welches dem den er sie es wo",
    articles="der die das dem den des ein eine einer eines einem einen",
    indefinite="ein eine",
    aliases="besser_bekannt_als bekannt_als bekannt_unter_dem_Namen genannt eigentlich_bekannt_als",
    boundaries="""in an auf aus bei von vom im am zum zur für mit zwischen seit nach vor gegen über unter um durch
        ohne während wegen entlang nahe nördlich südlich östlich westlich sowie der die das des dem den welche welcher
        welches dessen deren wo als wie bis zu und oder ist war sind waren wird wurde wurden hat hatte einer eines""",
    links="der von vom unter des aus",
    transparent="""eine einer eines ein zwei drei vier fünf teil mehrere viele einige art form typ bezeichnung name
        begriff beispiel version ausgabe stück reihe abkürzung zweig höchste größte zweitgrößte älteste längste
        bekannteste wichtigste meisten größter ältester höchster höchstes größtes ältestes""",
    collectives="gruppe reihe serie kette sammlung netzwerk system familie paar",
    members="""staat staaten land länder nation nationen industriestaaten schwellenländer geschäft geschäften laden
        läden filialen restaurant restaurants hotel hotels supermarkt supermärkte supermärkten""",
    documents="""gesetz vertrag abkommen übereinkommen vereinbarung konvention pakt charta protokoll verfassung
        grundgesetz gesetzbuch verordnung richtlinie erlass dekret edikt resolution erklärung beschluss statut urkunde
        dokument ordnung enzyklika""",
    skipped="selbst auch",
    vague="""bewegung projekt plan programm initiative system begriff bezeichnung name maßnahme sache teil art form
        beispiel""",
    person_signs="er ihn ihm",
    person_endings="""ologe ologin graf macher macherin läufer läuferin spieler spielerin kämpfer kämpferin träger
        trägerin meister meisterin forscher forscherin erin istin""",
    adjective_endings="e er es en em ig lich isch haft",
    born=r"\* geboren geb\. gebürtig",
    openers="""in im am an auf bei nach vor seit während wegen mit für von unter über zum zur als wenn weil obwohl da
        bis es er sie wir ihr ich dies dieser diese dieses das_ist hier dort laut""",
    appositions="verein firma unternehmen konzern partei reederei",
    titles="""könig königin prinz prinzessin herzog herzogin graf gräfin fürst fürstin kaiser kaiserin freiherr baron
        markgraf kurfürst""",
    article_nouns="""zeitung tageszeitung wochenzeitung boulevardzeitung zeitschrift magazin nachrichtenmagazin
        wochenmagazin film spielfilm roman buch lied song album band rockband serie fernsehserie oper theaterstück
        drama komödie gedicht erzählung novelle gemälde musical podcast sendung krimi märchen operette fernsehsendung
        show dokumentarfilm sitcom kriminalroman""",
)

DUTCH: Final = TopicGrammar(
    head="last",
    copulas="""is was zijn waren werd werden wordt blijft bleef geldt_als gold_als betekent vormt vormde vormen omvat
        omvatte staat_voor verwijst_naar is_geweest dient_als werkt_als heet""",
    verbs={
        "person": "leidt leidde regeerde schreef speelde speelt zong won leefde stierf schilderde componeerde",
        "organization": "maakt produceert verkoopt exploiteert ontwikkelt vertegenwoordigt publiceert",
        "place": "ligt lag grenst strekt_zich mondt stroomt ontspringt verbindt scheidt",
        "event": "heeft_plaats had_plaats vond vindt begon duurde brak eindigde trof voltrok gebeurde",
        "work": "vertelt gaat beschrijft verscheen verbiedt trad",
    },
    participles={
        "place": "gelegen",
        "person": "geboren",
        "organization": "opgericht gevestigd",
    },
    relatives="die dat wie waar hij zij ze het",
    articles="de het een 't",
    indefinite="een",
    aliases="beter_bekend_als bekend_als bekend_onder_de_naam bijgenaamd",
    boundaries="""in aan op uit bij van voor met tussen sinds na tegen over onder om door zonder tijdens wegens langs
        nabij ten noorden_van zuiden_van oosten_van westen_van die dat waar waarvan waarin waarbij waarmee als zoals
        tot te en of is was zijn waren wordt werd werden heeft had naar via binnen buiten rond volgens der des""",
    links="van der onder uit",
    transparent="""een één twee drie vier vijf deel onderdeel meerdere vele enkele soort vorm type naam term benaming
        voorbeeld versie editie stuk afkorting tak grootste oudste hoogste langste bekendste belangrijkste meeste""",
    members="land landen staat staten lidstaten winkel restaurant hotel supermarkt",
    documents="""wet verdrag akkoord overeenkomst conventie pact protocol handvest grondwet wetboek besluit decreet
        plakkaat edict richtlijn verordening resolutie verklaring document""",
    collectives="groep reeks serie keten verzameling netwerk systeem familie samenwerking paar aantal",
    skipped="ook",
    vague="beweging project plan programma initiatief systeem begrip term naam maatregel deel soort vorm voorbeeld",
    person_signs="hij hem zij haar",
    person_endings="""ologe oloog graaf maker maakster loper loopster speler speelster kundige strijder winnaar
        winnares""",
    adjective_endings="e ig lijk isch end baar",
    born=r"geboren geb\.",
    openers="""in op aan bij na voor sinds tijdens wegens met van onder over als wanneer omdat hoewel tot het_is hij
        zij ze wij dit deze dat hier daar volgens""",
    titles="koning koningin prins prinses hertog hertogin graaf gravin keizer keizerin baron barones",
    article_nouns="""krant dagblad weekblad tijdschrift film speelfilm roman boek lied nummer album band rockband
        serie televisieserie opera toneelstuk drama komedie gedicht verhaal schilderij musical podcast programma
        televisieprogramma novelle stripreeks jeugdboek kinderboek groep popgroep dorp stad""",
    article_names="de_volkskrant de_nederlandsche_bank",
)
