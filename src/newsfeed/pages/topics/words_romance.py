"""Function words of French, Italian, Portuguese and Spanish, for `topics`. An underscore stands for the space inside a verb."""

from typing import Final

from newsfeed.pages.topics.grammar import TopicGrammar

FRENCH: Final = TopicGrammar(
    head="first",
    plural_articles="les",
    singular_verbs="est était fut",
    copulas="""est était sont étaient fut furent a_été ont_été avait_été sera devient devint est_devenu est_devenue
        reste désigne désignent désignait constitue constituait forme formait représente regroupe comprend signifie""",
    verbs={
        "person": """dirige dirigea gouverna régna écrivit joua chanta remporta vécut mourut peignit composa préside
            enseigna""",
        "organization": "fabrique produit exploite emploie publie diffuse développe réunit rassemble",
        "place": "se_situe se_trouve s'étend borde coule abrite relie sépare",
        "event": """a_lieu ont_lieu se_tient se_tiennent se_déroule se_déroula s'est_déroulé s'est_déroulée a_eu_lieu
            eut_lieu ont_eu_lieu éclata débuta commença oppose opposa""",
        "work": "raconte relate dépeint interdit prévoit paraît parut",
    },
    participles={
        "place": "situé située situés situées implanté implantée localisé localisée",
        "person": "né née élu élue nommé nommée mort morte condamné condamnée",
        "organization": "fondé fondée créé créée",
        "event": "organisé organisée célébré célébrée disputé disputée",
        "work": "publié publiée sorti sortie signé signée adopté adoptée écrit écrite",
    },
    relatives="qui que dont où il elle ils elles",
    articles="le la les l' un une des du de d' ce cet cette",
    indefinite="un une",
    aliases="plus_connu_sous_le_nom_de plus_connue_sous_le_nom_de plus_connu_comme plus_connue_comme dit dite",
    boundaries="""de du des d' en à au aux dans sur sous par pour avec entre depuis vers chez sans contre pendant
        avant après qui que qu' dont où lequel laquelle ou est sont a fut était comme selon ainsi puis né née situé
        située basé basée fondé fondée créé créée dirigé dirigée réalisé réalisée écrit écrite composé composée publié
        publiée connu connue spécialisé spécialisée destiné destinée opposant visant permettant reliant signé signée""",
    links="de des du d' parmi",
    transparent="""un une l'un l'une deux trois quatre cinq plusieurs partie type sorte forme nom terme exemple
        version édition ensemble ensembles nombre branche variante moitié majorité pièces espèce_de""",
    collectives="groupe série chaîne suite réseau famille système collection paire alliance_de ensemble",
    skipped="""plus grand grande grands grandes petit petite ancien ancienne anciens anciennes premier première
        premiers premières second seconde deuxième troisième nouveau nouvelle nouvel dernier dernière principal
        principale principaux principales célèbre jeune vieux vieille vieil haut haute bas basse long longue vaste
        important importante importants importantes ex seul seule actuel actuelle futur future très également aussi
        l'une vingtième quatrième cinquième double simple véritable petits petites fameux fameuse gros grosse beau
        belle courte court un une le la les l' des ces""",
    adjectives="""politique militaire scientifique critique marine sportif sportive religieux religieuse magistrat
        noble saint sainte nationale financier financière industriel industrielle""",
    members="pays état états nation magasin boutique restaurant hôtel supermarché café",
    documents="""traité accord convention pacte protocole charte constitution loi code décret ordonnance édit
        directive règlement arrêté résolution déclaration rapport document encyclique acte""",
    vague="""mouvement projet plan programme initiative système notion terme nom mesure ensemble partie type forme
        exemple""",
    person_signs="il",
    person_endings="ologue iste graphe eur euse rice ien ienne logiste nome sophe",
    adjective_endings="ique al ale ais aise ien ienne if ive eux euse able ible é ée ois oise ain aine aire",
    born="né née naissance",
    openers="""dans en à au aux après avant depuis pendant durant lors pour par avec sans selon sous sur comme quand
        lorsque si il elle ils elles on nous vous je ce cet cette ces c' ici là bien""",
    titles="roi reine prince princesse duc duchesse comte comtesse marquis marquise baron baronne empereur",
    article_nouns="""journal quotidien hebdomadaire magazine mensuel revue périodique film roman livre chanson album
        groupe série pièce opéra tableau peinture bande dessinée comédie ballet poème nouvelle conte podcast émission
        téléfilm ville commune capitale village municipalité localité station_balnéaire entreprise marque enseigne
        feuilleton court-métrage long-métrage fable tragédie drame""",
    article_names="la_rochelle le_havre la_haye la_mecque l'oréal l'aquila la_nouvelle-orléans los_angeles",
)

SPANISH: Final = TopicGrammar(
    head="first",
    plural_articles="los las",
    singular_verbs="es era fue",
    copulas="""es era son eran fue fueron ha_sido han_sido había_sido será sigue_siendo se_convirtió_en permanece
        designa denomina denominó constituye constituyó forma representa comprende significa se_llama está_considerado
        está_considerada consiste_en consistió_en""",
    verbs={
        "person": """dirige dirigió gobierna gobernó reinó escribió jugó juega cantó ganó vivió murió pintó compuso
            preside enseñó""",
        "organization": "fabrica produce opera emplea publica emite desarrolla agrupa vende",
        "place": """se_encuentra se_ubica se_extiende está_situado está_situada está_ubicado está_ubicada limita fluye
            nace desemboca separa une""",
        "event": """tiene_lugar tienen_lugar se_realiza se_realizó se_celebra se_celebró se_celebran tuvo_lugar
            ocurrió comenzó estalló enfrentó se_produjo se_disputa sacudió arrasó""",
        "work": "narra cuenta relata prohíbe establece se_estrenó se_publicó",
    },
    participles={
        "place": "situado situada ubicado ubicada localizado localizada",
        "person": "nacido nacida elegido elegida nombrado nombrada condenado condenada",
        "organization": "fundado fundada",
        "event": "organizado organizada celebrado celebrada disputado disputada",
        "work": "publicado publicada estrenado estrenada firmado firmada aprobado aprobada escrito escrita",
    },
    relatives="que quien cual cuyo cuya donde él ella",
    articles="el la los las lo un una unos unas",
    indefinite="un una",
    aliases="más_conocido_como más_conocida_como conocido_como conocida_como mejor_conocido_como mejor_conocida_como",
    boundaries="""de del en a al con por para entre desde hacia sin contra durante sobre bajo ante tras según que
        quien quienes cuyo cuya donde o es son fue era ha como nacido nacida situado situada ubicado ubicada fundado
        fundada creado creada dirigido dirigida escrito escrita compuesto compuesta publicado publicada conocido
        conocida firmado firmada basado basada perteneciente considerado considerada celebrado celebrada ganador_de""",
    links="de del entre",
    transparent="""uno una un dos tres cuatro cinco varios varias parte tipo clase forma nombre término ejemplo
        versión edición conjunto número rama variante mitad mayoría""",
    collectives="grupo serie cadena conjunto red familia sistema colección par",
    skipped="""más gran grande grandes pequeño pequeña antiguo antigua antiguos antiguas primer primero primera
        primeros primeras segundo segunda tercer tercera nuevo nueva último última principal principales famoso famosa
        célebre joven viejo vieja alto alta bajo baja largo larga importante importantes ex único única actual mayor
        mejor reconocido reconocida destacado destacada prestigioso prestigiosa influyente muy también conocido
        conocida el la los las un una lo popular histórico histórica""",
    adjectives="""político política militar científico científica crítico crítica marina naval sagrada religioso
        religiosa noble santo santa general industrial financiero financiera físico física""",
    members="país países estado estados nación tienda restaurante hotel supermercado",
    documents="""tratado acuerdo convenio convención pacto protocolo carta constitución ley código decreto edicto
        directiva reglamento ordenanza resolución declaración informe documento estatuto""",
    vague="""movimiento norma proyecto plan programa iniciativa sistema concepto término nombre medida conjunto parte
        tipo forma ejemplo""",
    person_signs="él",
    person_endings="ista ólogo óloga grafo grafa dor dora ero era tor tora ador adora",
    adjective_endings="ico ica al ano ana ense és esa ivo iva oso osa able ible ado ada ido ida ario aria eño eña",
    born=r"nacido nacida nació nac\. n\. nacimiento",
    openers="""en de desde tras durante para por con sin según sobre bajo como cuando si él ella ellos ellas nosotros
        este esta estos estas eso ese esa aquí allí aunque hasta""",
    titles="""rey reina príncipe princesa duque duquesa conde condesa marqués marquesa barón baronesa emperador
        infanta""",
    article_nouns="""periódico diario semanario revista película novela libro canción álbum banda grupo serie obra
        ópera cuadro pintura cómic comedia ballet poema cuento podcast pódcast telenovela programa ciudad capital
        municipio localidad villa pueblo comuna empresa marca tienda zarzuela cortometraje largometraje drama tragedia""",
    article_names="""el_salvador el_cairo la_paz la_habana la_haya la_meca los_ángeles las_vegas la_rioja la_coruña
        el_aaiún""",
)

ITALIAN: Final = TopicGrammar(
    head="first",
    plural_articles="i gli",
    singular_verbs="è era fu",
    copulas="""è era sono erano fu furono è_stato è_stata sono_stati sono_state era_stato sarà diventa divenne
        è_diventato è_diventata rimane resta indica designa costituisce costituiva forma rappresenta comprende
        significa consiste_in""",
    verbs={
        "person": """dirige diresse governa governò regnò scrisse giocò gioca cantò vinse visse morì dipinse compose
            presiede insegnò guida guidò""",
        "organization": "produce fabbrica gestisce impiega pubblica trasmette sviluppa riunisce vende",
        "place": "si_trova si_estende sorge confina scorre nasce sfocia collega separa",
        "event": """ha_luogo hanno_luogo si_svolge si_svolse si_è_svolto si_è_svolta ebbe_luogo avvenne iniziò
            cominciò scoppiò oppose si_tiene si_tenne colpì""",
        "work": "racconta narra vieta prevede uscì",
    },
    participles={
        "place": "situato situata ubicato ubicata",
        "person": "nato nata eletto eletta nominato nominata condannato condannata",
        "organization": "fondato fondata",
        "event": "organizzato organizzata celebrato celebrata disputato disputata",
        "work": "pubblicato pubblicata firmato firmata scritto scritta approvato approvata diretto diretta",
    },
    relatives="che chi cui quale dove lui lei egli ella esso essa",
    articles="il lo la l' i gli le un uno una un'",
    indefinite="un uno una un'",
    aliases="""meglio_noto_come meglio_nota_come meglio_conosciuto_come meglio_conosciuta_come noto_come nota_come
        detto detta in_arte""",
    boundaries="""di del dello della dell' dei degli delle d' a al allo alla all' ai agli alle in nel nello nella
        nell' nei negli nelle da dal dallo dalla dall' dai dagli dalle su sul sullo sulla sull' sui sulle con per tra
        fra senza contro durante dopo prima verso che chi cui dove il_cui la_cui o è sono fu era ha come secondo nato
        nata situato situata fondato fondata creato creata diretto diretta scritto scritta composto composta
        pubblicato pubblicata noto nota conosciuto conosciuta basato basata appartenente firmato firmata combattuto
        combattuta""",
    links="di dei degli delle del dell' della tra fra",
    transparent="""uno una un due tre quattro cinque vari varie parte tipo sorta forma nome termine esempio versione
        edizione insieme numero ramo variante metà maggioranza""",
    collectives="gruppo serie catena insieme rete famiglia sistema collezione coppia",
    skipped="""più grande grandi gran piccolo piccola antico antica antichi antiche primo prima primi prime secondo
        seconda terzo terza nuovo nuova ultimo ultima principale principali famoso famosa celebre giovane vecchio
        vecchia alto alta basso bassa lungo lunga importante importanti ex unico unica attuale maggiore maggiori
        maggior migliore influente molto anche noto nota storico storica il lo la l' i gli le un uno una un' popolare""",
    adjectives="""politico politica militare scientifico critico critica marina religioso religiosa nobile santo santa
        nazionale generale industriale storico storica chimico chimica fisico fisica comico comica medico""",
    members="paese paesi stato stati nazione negozio ristorante albergo hotel supermercato",
    documents="""trattato accordo accordi convenzione patto patti protocollo carta costituzione legge codice decreto
        editto direttiva regolamento ordinanza risoluzione dichiarazione rapporto documento statuto""",
    vague="""movimento progetto piano programma iniziativa sistema concetto termine nome misura insieme parte tipo
        forma esempio""",
    person_signs="egli ella lui",
    person_endings="ista ologo ologa grafo grafa tore trice aio aia iere iera",
    adjective_endings="ico ica ale ano ana ese ivo iva oso osa bile ato ata ito ita ario aria",
    born=r"nato nata nascita n\.",
    openers="""in nel nella nei a ad al da dal dopo prima durante per con senza secondo su sotto come quando se egli
        ella lui lei essi noi questo questa questi queste qui là anche""",
    titles="""re regina principe principessa duca duchessa conte contessa marchese marchesa barone baronessa
        imperatore""",
    article_nouns="""quotidiano giornale settimanale mensile rivista periodico film romanzo libro canzone album gruppo
        serie opera dipinto quadro fumetto commedia balletto poema racconto podcast programma trasmissione brano
        singolo città capitale comune capoluogo paese_in località fiaba poesia tragedia dramma lungometraggio
        cortometraggio""",
    article_names="l'aquila la_spezia il_cairo l'aia l'avana la_mecca la_valletta",
)

PORTUGUESE: Final = TopicGrammar(
    head="first",
    plural_articles="os as",
    singular_verbs="é era foi",
    copulas="""é era são eram foi foram tem_sido tinha_sido será tornou-se continua_a_ser permanece designa constitui
        constituiu forma representa compreende significa consiste_em consistiu_em""",
    verbs={
        "person": """dirige dirigiu governa governou reinou escreveu jogou joga cantou venceu viveu morreu pintou
            compôs preside ensinou""",
        "organization": "fabrica produz opera emprega publica transmite desenvolve reúne vende",
        "place": """fica situa-se localiza-se estende-se encontra-se está_localizado está_localizada está_situado
            está_situada limita flui nasce deságua separa liga""",
        "event": """tem_lugar têm_lugar acontece realizam-se realiza-se realizou-se ocorreu aconteceu teve_lugar
            começou eclodiu opôs decorre atingiu devastou""",
        "work": "narra conta relata proíbe estabelece estreou",
    },
    participles={
        "place": "situado situada localizado localizada",
        "person": "nascido nascida eleito eleita nomeado nomeada condenado condenada",
        "organization": "fundado fundada",
        "event": "organizado organizada celebrado celebrada disputado disputada realizado realizada",
        "work": "publicado publicada lançado lançada assinado assinada aprovado aprovada escrito escrita",
    },
    relatives="que quem qual cujo cuja onde ele ela",
    articles="o a os as um uma uns umas",
    indefinite="um uma",
    aliases="""mais_conhecido_como mais_conhecida_como conhecido_como conhecida_como mais_conhecido_por
        mais_conhecida_por""",
    boundaries="""de do da dos das em no na nos nas num numa ao aos à às com por pelo pela pelos pelas para entre
        desde sem contra durante sobre sob após perante segundo que quem cujo cuja onde ou é são foi era tem como
        nascido nascida situado situada localizado localizada fundado fundada criado criada dirigido dirigida escrito
        escrita composto composta publicado publicada conhecido conhecida assinado assinada baseado baseada
        pertencente considerado considerada realizado realizada sediado sediada""",
    links="de do da dos das entre",
    transparent="""um uma dois duas três quatro cinco vários várias parte tipo espécie forma nome termo exemplo versão
        edição conjunto número ramo variante metade maioria""",
    collectives="grupo série cadeia conjunto rede família sistema coleção par",
    skipped="""mais grande grandes pequeno pequena antigo antiga antigos antigas primeiro primeira primeiros primeiras
        segundo segunda terceiro terceira novo nova último última principal principais famoso famosa célebre jovem
        velho velha alto alta baixo baixa longo longa importante importantes ex único única atual maior maiores melhor
        reconhecido reconhecida muito também conhecido conhecida renomado renomada o a os as um uma popular
        tradicional""",
    adjectives="""político política militar científico crítico crítica marinha religioso religiosa nobre santo santa
        geral industrial médico médica físico física químico""",
    members="país países estado estados nação loja restaurante hotel supermercado",
    documents="""tratado acordo convenção pacto protocolo carta constituição lei código decreto édito diretiva
        regulamento resolução declaração relatório documento estatuto""",
    vague="""movimento projeto projecto plano programa iniciativa sistema conceito termo nome medida conjunto parte
        tipo forma exemplo""",
    person_signs="ele",
    person_endings="ista ólogo óloga grafo grafa dor dora eiro eira tor tora",
    adjective_endings="ico ica al ano ana ense ês esa ivo iva oso osa ável ível ado ada ido ida ário ária eiro eira",
    born=r"nascido nascida nasceu nasc\. n\. nascimento",
    openers="""em no na nos nas de desde após durante para por com sem segundo sobre sob como quando se ele ela eles
        elas nós este esta estes estas isto isso esse essa aqui ali embora até""",
    titles="""rei rainha príncipe princesa duque duquesa conde condessa marquês marquesa barão baronesa imperador
        infanta""",
    article_nouns="""jornal diário semanário revista filme romance livro canção álbum banda grupo_musical série peça
        ópera quadro pintura comédia bailado poema conto podcast telenovela novela programa longa-metragem
        curta-metragem drama tragédia minissérie""",
)
