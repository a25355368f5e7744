"""Words of people who have never seen the program lead them to each act within the first lines of palette and help.

A reader would get wrong: these are what people say, not what the program calls things; a phrase that fails is a word that the program lacks.
"""

from __future__ import annotations

import pytest

from planner import i18n
from planner.tui import actions
from planner.tui.screens.help import Help
from planner.tui.screens.palette import Palette

FIRST = 4
"""Lines of the palette that are read before another word is tried."""
SEEN = 12
"""Lines that a help screen of 80×24 shows at the least."""
LAY = {
    "en": {
        "period.next": "next week|following week|go forward|next month|see next week|advance a week|next seven days|later dates",
        "view.month": "see another month|month calendar|whole month|show december",
        "date.goto": "go to date|jump to date|choose a date|pick a date|specific day|find a date|day in december|calendar date",
        "date.today": "today|back to now|current day|return to today|go home|show today|now",
        "item.add": "add post|new post|create a post|add item|new entry|plan a post|add content|write a new post|add something|create content|make a post|insert post|put in a post|start a new post|draft a post|jot down an idea|new item",
        "item.edit": "edit|change title|rename post|write text|post text|body|caption|edit post|content of the post|change text|details|write the post|open the post|correct a typo|fix title|type the text|set the time|edit post text|add a description|modify|open post|amend|alter the wording|write copy|add hashtags|attach a picture|put a link|fill in",
        "item.move": "move post|change day|reschedule|other day|a week later|drag|postpone a week|shift|put on another day|change the day|push back|bring forward|schedule it|plan it|change the publishing date|move to thursday|delay a post|swap days",
        "item.status": "mark as done|finished|mark published|completed|change status|set status|tick off|it is online|ready to publish|approved|in review|mark ready|finish a post|move to published|sign off|progress|make it final|set as draft",
        "item.delete": "delete post|remove post|throw away|erase|get rid of|remove|scrap|cancel a post|discard",
        "edit.undo": "undo|take back|revert last change|oops|go back one step|cancel last action|restore last|i made a mistake|reverse|step back",
        "edit.redo": "redo|do again|repeat undone|reapply",
        "panel.4": "ideas|inbox|see ideas|all ideas|list of ideas|drafts without date|unscheduled|idea box|idea list|parked ideas|notes for later|show ideas|backlog|posts without a date|idea bank",
        "item.persona": "audience|target audience|persona|reader|who is it for|target group|customer type|buyer|audience of a post|who reads this|set the audience|reader group|segment",
        "item.channel": "channel|platform|change channel|network|instagram|facebook|where to post|social network|put on linkedin|change where it goes|set the channel|move to blog|twitter",
        "program.filter": "search|find a word|find posts|show only|filter posts|search text|only videos|look up|only linkedin|narrow down|show one channel|filter by persona|find text|hide the rest|find a post|query|show posts for one persona",
        "filter.save": "save filter|save view|remember this view|save search|keep this filter|named filter|bookmark a view|reuse a filter|store the search",
        "item.mark": "select several|select posts|multi select|choose more than one|bulk edit|change several|tick posts|check boxes|highlight several|mark many|group edit|all at once|pick several|choose multiple posts|tag several",
        "item.take": "copy post|duplicate post|copy|make a copy|clone|copy and paste|use as template|copy this post|make another one like it|same post again",
        "item.derive": "shorter version|adapt|other format|make a version|repurpose|turn into a video|new version for instagram|rewrite as|other versions|split into posts|spin off|make a short version|convert to newsletter|cross post|different channel version",
        "item.repeat": "repeat|evergreen|recurring post|post again|reuse old post|every month|again next year|loop|recurring|bring it back|repeat every quarter|post it again",
        "questions.answer": "interesting now|relevance|answer question|is it relevant|questions|is the topic still hot|check relevance|evaluate|is it popular|competitors|check if still interesting|assess a topic|open questions|is it the right moment",
        "panel.3": "what is missing|coverage|missing posts|balance|what do I lack|holes|shortfalls|overview of gaps|what's missing this month|am I balanced",
        "month.fill": "suggest posts|propose|fill gaps|fill the month|suggestions|auto plan|let the program propose|fill empty days|automatic planning|give me ideas for the gaps|ai suggestions|help me plan|generate plan|place my ideas|schedule ideas automatically|proposals",
        "coverage.usual": "posts per month|how many posts|frequency|goal|target|number of posts per week|change the goal|set goals|posting frequency|quota|strategy|change my plan's numbers|change targets|two posts a week|posts a month|adjust goals|number of posts a week",
        "moments.show": "important date|trade fair|event|mark a date|holiday|add an event|special day|reminder date|fair|add a holiday|campaign day|conference|deadline date|birthday|christmas|add trade show|note an event|black friday|season|key dates",
        "file.export": "excel|export|send to client|save as excel|spreadsheet|download|csv|share|web page|print|google calendar|outlook|pdf|give to client|make a pdf|send by mail|export to excel|publish calendar|save a copy for the client|deliver|get an excel file|send calendar|save to file|generate a report for the client|make a csv|calendar file",
        "file.import": "import|import excel|load spreadsheet|import csv|read a spreadsheet|take in a list|bring in excel|open a spreadsheet|paste from excel|upload a file|load posts|import from a file|get posts from excel|client's answers",
        "history.show": "history|older version|what I changed|changes|previous versions|log|restore|undo history|who changed what|timeline|go back to yesterday|recover|see my changes|what did I do yesterday|older state|roll back",
        "client.switch": "other client|change client|open client|switch calendar|another calendar|switch client|my clients|second client|next client|go to another client|choose client|change customer|change calendar",
        "program.theme": "colours|dark mode|theme|appearance|background colour|change colors|light mode|change the look|contrast|font colour|change theme|night mode|colour scheme",
        "program.help": "change key|shortcuts|keyboard shortcuts|help|keys|how does this work|key list|manual|customize keys|remap|list of shortcuts|assign a key|change shortcut|how to",
        "program.signs": "signs|symbols|meaning of symbols|legend|what does the dot mean|icons|what does ? mean|what are these symbols|marks on screen|explain symbols|explain icons|key to symbols|what is the circle",
        "view.list": "list|long list|all posts|table|list of everything|show all posts|flat list|everything in one list|list view|see all posts|show as list",
        "view.board": "board|kanban|by status|columns|status columns|pipeline|workflow|by stage|trello|board view|columns by status|kanban view",
        "panel.5": "bigger|enlarge|zoom|maximize|full view|show full post|preview|read the whole post|larger|make bigger|see more|details of the post|fullscreen",
        "program.quit": "quit|exit|close|leave|log out|stop|end|close the program|exit program|close program|goodbye|shut down|finish work",
        "report.show": "statistics|results overview|performance|report|numbers|analytics|kpi|what worked|return|roi|how did it do|measure results|see results",
        "view.past": "overdue|late posts|past posts|missed",
        "item.link": "open link|url",
        "item.pillar": "topic|theme of the post|category|pillar",
        "item.format": "format|type of post|kind of content|video",
        "period.previous": "last week|previous month|earlier dates",
        "file.open": "add client|create a new calendar|new client file|add another client|start a calendar for a new client",
    },
    "fr": {
        "period.next": "semaine suivante|semaine prochaine|mois suivant|avancer|avancer d'une semaine|plus tard|mois prochain",
        "view.month": "mois|voir le mois|autre mois|vue mensuelle|calendrier du mois",
        "date.goto": "aller à une date|choisir une date|date précise|aller au 14 décembre|aller au jour|trouver une date|aller en décembre|calendrier",
        "date.today": "aujourd'hui|revenir à aujourd'hui|ce jour|maintenant",
        "item.add": "ajouter|nouvelle publication|ajouter une publication|créer un post|nouveau post|ajouter un contenu|ajouter un post|écrire un nouveau post|créer une publication|insérer|créer|ajouter un billet|nouvel article|noter une idée",
        "item.edit": "modifier|changer le titre|titre|écrire le texte|texte|rédiger|légende|description|contenu du post|éditer|renommer|ouvrir la publication|corriger|écrire la publication|saisir le texte|mettre une heure|changer l'heure|ajouter une description|ouvrir|changer le texte|mettre un hashtag|ajouter une image|mettre un lien|remplir|réécrire le titre",
        "item.move": "déplacer|changer de jour|reporter|une semaine plus tard|décaler|changer la date|reporter d'une semaine|mettre un autre jour|changer le jour|avancer|repousser|programmer|planifier|changer la date de publication|mettre jeudi|retarder|intervertir",
        "item.status": "publié|marquer comme publié|terminé|fini|statut|changer le statut|fait|en ligne|prêt à publier|validé|à relire|marquer prêt|passer en publié|valider une publication|c'est publié|brouillon|avancement",
        "item.delete": "supprimer|effacer|enlever|poubelle|jeter|annuler une publication|retirer une publication",
        "edit.undo": "annuler|revenir en arrière|défaire|erreur|je me suis trompé|revenir",
        "edit.redo": "rétablir|refaire|remettre|refaire ce que j'ai annulé",
        "panel.4": "idées|voir les idées|liste des idées|boîte à idées|toutes les idées|carnet d'idées|mes idées|afficher les idées|réserve d'idées|publications sans date|banque d'idées",
        "item.persona": "public|persona|cible|audience|public cible|pour qui|groupe cible|clientèle|destinataires|à qui ça s'adresse|choisir le public|lecteur|segment",
        "item.channel": "canal|réseau|plateforme|changer de canal|instagram|facebook|où publier|réseau social|linkedin|choisir le canal|changer de réseau|mettre sur le blog|twitter",
        "program.filter": "chercher|rechercher|trouver|filtrer|recherche|chercher un mot|montrer seulement|afficher seulement|n'afficher que|afficher une seule chose|filtrer par persona|uniquement linkedin|retrouver|trouver un texte|masquer le reste|trouver une publication|filtre",
        "filter.save": "garder la vue|enregistrer le filtre|sauvegarder la recherche|garder le filtre|mémoriser|garder ce filtre|favori|enregistrer cette vue|réutiliser un filtre|garder cette recherche",
        "item.mark": "sélectionner|sélectionner plusieurs|cocher|plusieurs|choisir plusieurs|modifier plusieurs|tout cocher|marquer plusieurs|sélection multiple|en lot|choisir plusieurs publications|sélectionner tout",
        "item.take": "copier|dupliquer|faire une copie|copie|cloner|copier coller|modèle|copier cette publication|la même encore",
        "item.derive": "décliner|autre format|version courte|adapter|variante|version|nouvelle version|transformer|autre version|découper en posts|en faire une newsletter|pour un autre canal",
        "item.repeat": "répéter|récurrent|faire revenir|republier|régulièrement|chaque mois|recycler|tous les mois|publication récurrente|en boucle|la ressortir|répéter chaque trimestre|republier plus tard",
        "questions.answer": "intéressant|pertinence|répondre|question|répondre aux questions|est-ce intéressant|concurrents|est-il populaire|évaluer|bon moment|vérifier l'intérêt|questions ouvertes|est-ce le bon moment",
        "panel.3": "manque|ce qui manque|couverture|équilibre|trous|qu'est-ce qui manque|manques|équilibre du mois|qu'est-ce qu'il manque ce mois",
        "month.fill": "proposer|suggestions|remplir|remplir le mois|combler|propositions|laisser proposer|remplir les jours vides|planification automatique|proposer des publications|aide-moi à planifier|compléter le mois|générer un planning|placer mes idées|répartir les idées",
        "coverage.usual": "objectif|fréquence|combien par semaine|nombre de publications|rythme|publications par mois|cible|fixer des objectifs|fréquence de publication|quota|stratégie|changer les objectifs|deux par semaine|nombre par mois|ajuster les cibles",
        "moments.show": "date importante|salon|événement|jour férié|temps fort|ajouter un événement|date clé|anniversaire|ajouter une fête|noël|conférence|échéance|foire|date à retenir|ajouter un salon|noter un événement|black friday|saison|dates clés",
        "file.export": "excel|exporter|envoyer au client|tableur|imprimer|page web|google agenda|pdf|partager|csv|télécharger|donner au client|faire un pdf|envoyer par mail|exporter vers excel|livrer|fichier pour le client|mettre dans google agenda|ics|obtenir un fichier excel|envoyer le calendrier|enregistrer dans un fichier|faire un csv|sortir le mois",
        "file.import": "importer|importer un tableau|charger|import excel|reprendre un tableau|tableau|ouvrir un tableur|fichier excel|importer un fichier|récupérer un tableau|charger des publications|importer depuis un fichier|depuis excel|réponses du client",
        "history.show": "historique|versions|versions précédentes|ce que j'ai changé|modifications|ancienne version|sauvegardes|journal|anciennes versions|retour à hier|ce qui a changé|voir mes changements|état antérieur|revenir en arrière dans le temps",
        "client.switch": "autre client|changer de client|ouvrir un client|autre calendrier|ouvrir un autre calendrier|mes clients|client suivant|passer à un autre client|aller à un autre client|choisir un client|changer de calendrier",
        "program.theme": "couleurs|thème|mode sombre|apparence|changer les couleurs|mode clair|contraste|changer de thème|mode nuit|palette de couleurs",
        "program.help": "changer une touche|raccourcis|raccourcis clavier|touches|aide|mode d'emploi|comment ça marche|personnaliser les touches|manuel|liste des raccourcis|attribuer une touche|modifier un raccourci|comment faire",
        "program.signs": "signes|symboles|légende|signification|que veut dire le point|icônes|que veulent dire les signes|sens des signes|explication des symboles|expliquer les icônes|c'est quoi le rond|signification des symboles",
        "view.list": "liste|longue liste|tout voir|tableau de tout|toutes les publications|tout afficher|liste complète|toutes mes publications|vue en liste|voir toutes les publications",
        "view.board": "colonnes|tableau|kanban|par statut|statuts en colonnes|étapes|flux|vue par statut|trello|vue en colonnes|colonnes par statut",
        "panel.5": "agrandir|plus grand|zoom|plein écran|voir en entier|aperçu|lire en entier|élargir|voir plus|détails",
        "program.quit": "quitter|sortir|fermer|partir|arrêter|fin|fermer le programme|au revoir|terminer",
        "report.show": "statistiques|bilan|rapport|chiffres|performance|analyse|résultats|ce qui a marché|combien ça a rapporté|mesurer les résultats|voir les résultats",
        "view.past": "en retard|dates passées|passées|oubliées",
        "item.pillar": "sujet|thème|catégorie|pilier",
        "item.format": "format|type|genre|vidéo",
        "file.open": "nouveau client|ajouter un client|créer un calendrier|ajouter un autre client|commencer un nouveau calendrier",
    },
}


@pytest.mark.parametrize(
    ("language", "ident", "words"),
    [(language, ident, words) for language, table in LAY.items() for ident, words in table.items()],
)
def test_an_act_is_found_by_whoever_has_other_words_for_it(language, ident, words):
    with i18n.speaking(language):
        table = actions.table()
        guide, palette = Help(table, "week"), Palette(table, [], [], [])
        for sought in words.split("|"):
            in_palette = [row.value.value.partition(" ")[0] for row in palette.rows(sought)]
            assert ident in in_palette[:FIRST], (sought, in_palette)
            in_help = [row.value.partition(" ")[0] for row in guide.rows(sought) if row.value]
            assert ident in in_help[:SEEN], (sought, in_help)
