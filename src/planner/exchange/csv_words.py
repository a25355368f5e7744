"""The words that other people's spreadsheets use, in nine languages: what a header, a status, a format or a network is called.

A reader would get wrong: this is what is *read*, never what is shown, so it stands outside the catalogue of translations; every phrase is
already in the form that ``words`` gives (lower case, no accents, single spaces). Data, hence longer than a module of code may be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from planner.core.fold import plain
from planner.core.model import STATUSES

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])")
_GAPS = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def words(text: str) -> str:
    """Return ``text`` as words: ``Date_de publication`` and ``PublishDate`` become ``date de publication`` and ``publish date``."""
    return _GAPS.sub(" ", plain(_CAMEL.sub(" ", text))).strip()


def _phrases(table: Mapping[str, str]) -> dict[str, str]:
    return {
        phrase.strip(): concept for concept, phrases in table.items() for phrase in phrases.split(",") if phrase.strip()
    }


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


HEADERS = _phrases(
    {
        "ref": "ref ne pas modifier, ref do not change, ref, planner id, item id",
        "id": "id, post id, content id, uid, uuid, no, nr, num, number, numero, sequence, seq, identifiant, nummer, lfd nr, sl no, s no",
        "title": "title, titre, titulo, titel, judul, judul konten, content title, post title, blog title, article title, working title, "
        "titre du contenu, titre de l article, titre du post, titolo, headline, h1, ueberschrift, uberschrift, subject, subject line, "
        "objet, asunto, tema do post, titulo do post, titulo del post, beitragstitel, заголовок, название, тема статьи, "
        "title en, title fr, title zh, title es, title de, title pt, 标题, 选题, 题目, nom du contenu, content name, post name, name, "
        "video title, titre de la video, betreff, nombre del contenido, nome do conteudo",
        "topic": "topic, topics, topic idea, topic ideas, content topic, post topic, blog topic, sujet, sujets, sujet du post, tema, temas, "
        "thema, themen, topik, topico, argomento, тема, 主题, 话题, idea, ideas, idee, ideen, ideia, ideias, idees, content idea, post idea, "
        "idee de contenu, idea de contenido, assunto, pauta",
        "concept": "concept, konzept, concepto, conceito, konsep, angle, angulo, blickwinkel",
        "theme": "theme, themes, thematique, thematiques, weekly theme, content theme, tematica",
        "hook": "hook, hook line, accroche, gancho, aufhanger, opening line, first line",
        "campaign": "campaign, campaigns, campagne, campana, campanha, kampagne, kampanye, кампания",
        "description": "description, desc, descripcion, descricao, beschreibung, deskripsi, описание, summary, resume, resumen, resumo, 描述",
        "product": "product, produit, producto, produto, produkt",
        "copy": "copy, caption, text, texte, texto, post copy, post text, post caption, draft caption, caption idea, captions, legende, "
        "texte du post, texte de la publication, leyenda, legenda, beitragstext, bildunterschrift, body, body copy, message, "
        "post content, content, contenu, contenido, conteudo, inhalt, konten, keterangan, teks, текст, текст поста, 文案, 正文, 内容, tweet, "
        "texto do post, texto del post, publication, mensaje, mensagem, nachricht, post, ad copy, redaction",
        "date": "date, dates, datum, fecha, data, tanggal, дата, 日期, day date, date iso, publish date, publishing date, publication date, "
        "post date, posting date, scheduled date, schedule date, planned date, go live date, live date, release date, launch date, "
        "date de publication, date prevue, date de diffusion, date publication, fecha publicacion, fecha de publicacion, fecha prevista, "
        "data de publicacao, data publicacao, data prevista, data da postagem, data do post, veroffentlichungsdatum, "
        "veroffentlichung, veroeffentlichungsdatum, erscheinungsdatum, publikationsdatum, "
        "tanggal posting, tanggal publikasi, tanggal tayang, дата публикации, "
        "发布日期, 发布时间, datetime, date time, date and time, date et heure, fecha y hora, data e hora, datum und uhrzeit, "
        "date time to publish, scheduled at, scheduled for, publish at, publish on, post on, posting time and date, schedule, when, "
        "data di pubblicazione, due date, date due, deadline, echeance, date limite, calendar date, timestamp",
        "past date": "published date, date published, posted date, date posted, published on, posted on, posted at, published at, "
        "date de parution",
        "week": "week, semaine, semana, woche, minggu, week start, week of, week starting, week commencing, semaine du, semana del, "
        "kalenderwoche, kw, неделя, 周, wk, week beginning",
        "month": "month, mois, mes, monat, bulan, месяц, 月份",
        "day": "day, days, jour, jours, dia, tag, hari, weekday, day of week, day of the week, jour de la semaine, dia de la semana, "
        "dia da semana, wochentag, день, день недели, 星期, giorno, day number, day no",
        "time": "time, heure, hora, uhrzeit, zeit, jam, время, 时间, post time, posting time, publish time, scheduled time, "
        "schedule time, publication time, heure de publication, hora de publicacion, hora de publicacao, waktu, ora, best time, "
        "time of day, horaire, horario, jam posting",
        "channels": "channel, channels, canal, canaux, canales, canais, kanal, kanale, kanaele, saluran, канал, 渠道, 平台, platform, "
        "platforms, plateforme, plateformes, plataforma, plataformas, plattform, plattformen, платформа, network, networks, reseau, "
        "reseaux, reseau social, reseaux sociaux, red social, redes sociales, rede social, redes sociais, social network, "
        "social channel, social media, media, medium, kanal netzwerk, outlet, publish to, "
        "where, destination, canal de diffusion, social platform, social media platform",
        "format": "format, formats, formato, formatos, content format, post format, asset type, creative type, media type, asset format, "
        "format de contenu, formato de contenido, formato do conteudo, формат, 格式, 形式, beitragsformat, inhaltsformat, post style, "
        "type de media, tipo de midia, tipo de medio, creative format, type de visuel",
        "content type": "content type, type of content, post type, type de contenu, type de publication, type de post, tipo de contenido, "
        "tipo de publicacion, tipo de conteudo, tipo de post, inhaltstyp, inhaltsart, beitragstyp, beitragsart, art des inhalts, "
        "jenis konten, jenis, tipe konten, 内容类型, тип контента",
        "type": "type, typ, tipo, тип, art, kind, record type, row type, entry type, blog type, article type, 类型, tipe",
        "pillar": "pillar, pillars, pilier, piliers, pilar, pilares, saule, saulen, saeule, content pillar, content pillars, "
        "pilier de contenu, pilar de contenido, pilar de conteudo, pilar konten, inhaltssaule, category, categories, categorie, "
        "categoria, kategorie, kategori, категория, рубрика, 栏目, post category, content category, rubrique, rubrik, bucket, "
        "content bucket, topic cluster, cluster, 分类, themenbereich, column theme, section, content theme pillar, editorial pillar",
        "personas": "persona, personas, audience, audiences, target audience, target persona, target, targets, cible, cibles, "
        "public cible, audience cible, publico, publico objetivo, publico alvo, zielgruppe, zielgruppen, target audiens, audiens, "
        "target group, buyer persona, reader, lecteur, аудитория, целевая аудитория, 受众, 目标受众, segment, customer segment, "
        "icp, pour qui, clientele, avatar",
        "owner": "owner, owners, responsable, responsables, responsavel, verantwortlich, verantwortliche, verantwortlicher, assigned to, "
        "assignee, assigned, author, auteur, autor, autora, autorin, writer, redacteur, redactrice, redacteur trice, redactor, "
        "redator, who, qui, quien, quem, wer, "
        "who creates, created by, creator, editor, pic, penanggung jawab, ответственный, автор, 负责人, 作者, content owner, "
        "asset owner, in charge, team member, zustandig, zustaendig, person, responsible, poster, pilote, intern, copywriter",
        "suggested_by": "suggested by, suggere par, propose par, proposed by, sugerido por, vorgeschlagen von, idea by, idee de, "
        "submitted by, your name, votre nom, from whom, contributor, contributeur, contributrice",
        "status": "status, statut, estado, estatus, situacao, stand, статус, 状态, state, etat, stage, progress, post status, "
        "content status, blog status, article status, production status, etape, avancement, workflow, fase, phase, bearbeitungsstand",
        "approval": "approval, approval status, approved, approbation, client approval, validation, aprobacion, aprovacao, freigabe",
        "link": "link, links, url, lien, liens, enlace, enlaces, ссылка, 链接, verknupfung, post link, post url, blog link, article link, "
        "published link, published url, live link, live url, link publicado, lien publie, target url, destination url, landing page, "
        "page d atterrissage, tracking link, website, site web, blog url, article url, permalink, tautan, link to post, url cible",
        "call_to_action": "cta, ctas, call to action, appel a l action, llamada a la accion, llamado a la accion, chamada para acao, "
        "chamada para a acao, handlungsaufforderung, handlungsaufruf, ajakan, призыв к действию, 行动号召, offer, offre, action",
        "hashtags": "hashtags, hashtag, mots clics, mots dieses, mot clic, mot diese, hash tags, etiquetas hashtag, хештеги, хэштеги, 标签",
        "tags": "tags, tag s, etiquettes, etiquetas, schlagworte, schlagworter, labels, label",
        "assets": "assets, asset, visuals, visual, visuel, visuels, visuel requis, image, images, imagen, imagenes, imagem, imagens, "
        "bild, bilder, foto, fotos, photo, photos, gambar, media url, image url, image link, video url, media link, media file, "
        "media files, file, files, fichier, fichiers, arquivo, archivo, datei, creative, creatives, creative link, design link, "
        "asset link, asset url, asset needed, assets needed, picture, thumbnail, изображение, 素材, 图片, attachments, piece jointe, "
        "referensi foto video, material, drive link, image prompt, visual idea, visual description",
        "notes": "notes, note, notas, nota, notiz, notizen, catatan, remarks, remark, remarque, remarques, observations, observaciones, "
        "observacoes, bemerkung, bemerkungen, anmerkungen, заметки, примечание, 备注, internal notes, compliance notes, "
        "result notes, additional notes",
        "comments": "comments, comment, commentaire, commentaires, comentarios, comentario, kommentar, kommentare, komentar, комментарии, "
        "评论, feedback",
        "decision": "your decision, votre decision",
        "client comments": "your comments, vos commentaires",
        "keyword": "keyword, keywords, primary keyword, main keyword, focus keyword, target keyword, primary target keyword, seo keyword, "
        "mot cle, mots cles, mot cle principal, palabra clave, palabras clave, keyword principal, palavra chave, palavras chave, "
        "schlusselwort, suchbegriff, ключевое слово, ключевые слова, 关键词, kata kunci, requete cible",
        "intent": "intent, intention, goal, objective, objectif, objetivo, ziel, tujuan, purpose, but, search intent, primary goal, "
        "intencion, intencao, post goal, content goal, 目标, цель, finalite",
        "kind": "lifespan, duree de vie, nature, evergreen",
        "relevance": "relevance, pertinence",
        "message": "key message, message cle, core message, kernbotschaft, mensaje clave, mensagem chave",
        "solves": "pain point, problem, probleme, problem solved, problema, douleur",
        "views": "views, vues, vistas, visualizacoes, aufrufe, impressions, impresiones, impressoes, reach, portee, alcance, likes, "
        "j aime, me gusta, curtidas, gefallt mir, shares, partages, compartidos, saves, enregistrements, guardados, clicks, clics, "
        "cliques, klicks, engagement, engagements, ctr, conversions, leads, downloads, visits, visites, retweets, reactions, "
        "followers gained, customers, clients gagnes, opens, open rate, engagement rate, sales, ventes",
    }
)
"""What a column is about, by its header in the form of ``words``. Several concepts compete for one field; see ``csv_columns``."""

NEVER_PLANNED = _set(
    "approved approval sent edited created creation updated modified modification submitted review reviewed start end "
    "added requested brief briefing validation approbation envoi creado modificado erstellt received"
)
"""A longer header that holds ``date`` and one of these is about something else than the day of publication."""

STATUS_WORDS = _phrases(
    {
        "idea": "idea, idee, idees, ideia, einfall, ide, idea stage, backlog, not started, new, brainstorm, brainstorming, someday, "
        "pas commence, non commence, a venir, no iniciado, nao iniciado, nicht begonnen, offen, neu, belum, belum mulai, "
        "идея, не начато, 想法, 创意, 未开始, por hacer, a fazer, a faire, todo, to do, sin empezar, pitch, proposed, propose, concept, "
        "tbd, nuevo, novo, nouveau, not yet started, open, ouvert, concepto",
        "draft": "draft, drafted, drafting, in draft, first draft, brouillon, borrador, rascunho, entwurf, konsep, draf, черновик, 草稿, "
        "in progress, en cours, en curso, en proceso, em andamento, em producao, in arbeit, in bearbeitung, wip, work in progress, "
        "writing, in production, en production, en produccion, a produire, a rediger, en redaction, planned, planifie, planificado, "
        "planejado, planeado, geplant, prevu, previsto, started, commence, in design, design, designing, filming, editing, edit, dibuat, "
        "proses, diproses, в работе, 进行中, 制作中, rejected by editor, needs work, revision, revise, to revise, a corriger, "
        "a retravailler, recorded, scripted, outline ready, outline, research, assigned, assigne, ongoing, produced, created",
        "review": "review, in review, under review, to review, for review, ready for review, review pending, pending review, needs review, "
        "pending, pending approval, awaiting approval, waiting for approval, sent for approval, for approval, submitted, soumis, "
        "a approuver, a valider, en attente, en validation, en revision, en relecture, a relire, relecture, por aprobar, por revisar, "
        "pendiente, pendente, em revisao, em aprovacao, aguardando aprovacao, para aprovacao, zur freigabe, in prufung, in pruefung, "
        "zu prufen, freigabe ausstehend, menunggu, menunggu persetujuan, на согласовании, на проверке, 待审核, 审核中, qa, qc, proofreading",
        "approved": "approved, approve, approuve, approuvee, approuves, valide, validee, aprobado, aprobada, aprovado, aprovada, "
        "freigegeben, genehmigt, disetujui, утверждено, согласовано, 已批准, ok, okay, ready, ready to publish, ready to post, pret, prete, "
        "pret a publier, listo, lista, pronto, pronta, bereit, fertig, final, finalized, finalise, finished, ready to go, ready to schedule, "
        "good to go, signed off, confirmed, confirme, siap, готово, completed, complete, termine, terminee",
        "scheduled": "scheduled, programme, programmee, programado, programada, agendado, agendada, eingeplant, terminiert, terjadwal, "
        "dijadwalkan, запланировано, 已排期, 已定时, queued, queue, in queue, auto scheduled, en file",
        "published": "published, publie, publiee, publies, publicado, publicada, veroffentlicht, veroeffentlicht, terbit, diterbitkan, "
        "опубликовано, 已发布, posted, poste, live, online, en ligne, en vivo, no ar, sent, envoye, envoyee, enviado, gesendet, aired, "
        "diffuse, diffusee, done, fait, hecho, feito, erledigt, selesai, sudah, tayang, sudah tayang, postado, launched, released",
        "parked": "parked, on hold, hold, paused, en pause, mis de cote, en suspens, suspendu, pausado, em espera, en espera, pausiert, "
        "zuruckgestellt, postponed, reporte, reportee, aplazado, adiado, verschoben, ditunda, deferred, later, plus tard, blocked, bloque, "
        "отложено, 暂停",
        "dropped": "dropped, cancelled, canceled, cancel, annule, annulee, abandonne, abandonnee, cancelado, cancelada, abgesagt, "
        "verworfen, abgebrochen, rejected, rejete, rejetee, refuse, refusee, rechazado, rechazada, rejeitado, recusado, abgelehnt, "
        "killed, archived, archive, archivado, arquivado, archiviert, dibatalkan, ditolak, skip, skipped, deleted, отменено, 已取消",
    }
)
"""The step of the ladder by a status word in the form of ``words``."""

SAME_WORD = _phrases(
    {
        "idea": "idea, idee, idees, ideia, ide, идея, 想法",
        "draft": "draft, drafted, brouillon, borrador, rascunho, entwurf, draf, черновик, 草稿",
        "review": "review, in review, a approuver",
        "approved": "approved, approuve, approuvee, aprobado, aprobada, aprovado, aprovada, freigegeben, genehmigt, disetujui, утверждено, 已批准",
        "scheduled": "scheduled, programme, programmee, programado, programada, agendado, agendada, terminiert, terjadwal, 已排期",
        "published": "published, publie, publiee, publicado, publicada, veroffentlicht, veroeffentlicht, terbit, posted, live, "
        "опубликовано, 已发布",
        "parked": "parked, mis de cote, on hold",
        "dropped": "dropped, abandonne, abandonnee, cancelled, canceled, annule, annulee, cancelado, cancelada",
    }
)
"""Words that say no more than the step itself: they become the step, and the word stays in ``extra``; any other becomes a status of its own."""

NEXT_TO = {
    "approved": "approved",
    "pending": "review",
    "review": "review",
    "progress": "draft",
    "draft": "draft",
    "published": "published",
    "publicado": "published",
    "publie": "published",
    "posted": "published",
    "scheduled": "scheduled",
    "cancelled": "dropped",
    "hold": "parked",
    "idea": "idea",
}
"""A longer status is read by its last word that is one of these; only ``published`` and ``scheduled`` may also stand first."""

STATUS_NAMES: Mapping[str, Mapping[str, str]] = {
    "en": dict(
        zip(
            STATUSES,
            ("Idea", "Draft", "Review", "Approved", "Scheduled", "Published", "Parked", "Dropped"),
            strict=True,
        )
    ),
    "fr": dict(
        zip(
            STATUSES,
            ("Idée", "Brouillon", "À approuver", "Approuvé", "Programmé", "Publié", "Mis de côté", "Abandonné"),
            strict=True,
        )
    ),
}
"""What a client reads in the column of statuses, by the calendar's language."""

YES = _phrases(
    {
        "yes": "ok, okay, yes, y, oui, o, si, sim, ja, go, ok go, x, approved, approve, approuve, approuvee, approuves, accepte, acceptee, accepted, "
        "valide, validee, d accord, daccord, accord, bon, tres bien, c est bon, cest bon, ok pour moi, bon pour publication, parfait, parfaite, "
        "good, great, perfect, fine, agreed, looks good, good to go, lgtm, aprobado, aprobada, aprovado, aprovada, freigegeben, "
        "👍, ✓, ✔, ✔️, ✅",
        "no": "no, non, n, nein, nao, refuse, refusee, refused, rejected, reject, rejete, rejetee, changes, change, to change, to revise, revise, "
        "changes needed, needs changes, modifier, revoir, corriger, a modifier, a revoir, a corriger, a refaire, a changer, pas ok, not ok, "
        "👎, ✗, ✘, ❌",
    }
)
"""What clients write into the column for their decision: ``yes`` or ``no`` by their words."""

FORMAT_WORDS = _set(
    "video videos videoclip reel reels short shorts story stories storie carousel carrousel carrusel carrossel karussell post posts feed article articles artikel "
    "articulo artigo blog blogpost blogbeitrag photo photos foto fotos image images imagen imagem bild graphic graphics graphique infographic "
    "infographie infografia infografik infografis newsletter infolettre boletin email mail podcast audio live livestream direct webinar "
    "webinaire thread tweet poll sondage quiz gif meme text texte texto guide guia checklist ebook whitepaper interview entrevue testimonial "
    "static broadcast slideshow slides presentation faq pdf document static single grafik beitrag visuel illustration animation vlog "
    "motion ugc 视频 图文 文章 видео статья пост"
)
PILLAR_WORDS = _set(
    "educational education educatif educativo educate inspirational inspiration inspire motivation motivational promotional promotion promo "
    "promote promocional engagement engage engaging community communaute comunidad entertainment entertaining entertain fun behind "
    "informational informative inform tips awareness sales sell selling trust proof storytelling lifestyle humor humour "
    "culture personal coulisses conseil conseils astuces news actualite authority prove nurture conversion"
)
RECORD_WORDS = _set("calendar calendrier planned plan idea ideas idee idees ideia backlog scheduled inbox bank")
IDEA_WORDS = _set("idea ideas idee idees ideia ideias backlog inbox bank")

INTENT_WORDS = _phrases(
    {
        "inform": "inform, informer, informational, informative, information, educate, educational, education, eduquer, educar, informar, "
        "informieren, informativo, edukasi, informationnel, informationnelle, awareness and education, eduquer et informer",
        "converse": "converse, converser, conversation, engage, engagement, engaging, interact, interaction, interagir, community, "
        "communaute, dialogue, conversar, engajar, interagieren, engajamento, interaksi, discuss",
        "promote": "promote, promotion, promotional, promouvoir, commercial, sell, sales, sale, vendre, vente, convert, conversion, "
        "transactional, promocion, promocao, promover, promocionar, vender, venta, verkaufen, werbung, promosi, conversions, "
        "transactionnel, transactionnelle",
    }
)
KIND_WORDS = _phrases(
    {
        "evergreen": "evergreen, intemporel, intemporelle, timeless, zeitlos, atemporal",
        "topical": "topical, d actualite, actualite, news, aktuell, actualidad",
        "seasonal": "seasonal, saisonnier, saisonniere, saisonal, estacional, sazonal",
    }
)

NETWORKS = _phrases(
    {
        "linkedin": "linkedin, li, linked in",
        "instagram": "instagram, insta, ig",
        "facebook": "facebook, fb, meta",
        "x": "x, twitter, x twitter, twitter x",
        **{
            name: name
            for name in (
                "threads",
                "bluesky",
                "mastodon",
                "pinterest",
                "snapchat",
                "reddit",
                "whatsapp",
                "telegram",
                "discord",
            )
        },
        **{name: name for name in ("medium", "substack", "vk", "twitch")},
        "tiktok": "tiktok, tik tok",
        "youtube": "youtube, yt",
    }
)
"""The network by what a channel is called; the first word decides where the whole does not (``Instagram Stories``, ``IG Reels``)."""
OTHER_CHANNELS = _set(
    "blog blogue newsletter infolettre email e-mail mail site website siteweb web podcast seo sms website gmb google wechat weibo press "
    "presse print boletin youtubeshorts googlebusiness 小红书 抖音 b站 微博 微信 公众号 视频号 知乎"
)
ALL_CHANNELS = _phrases(
    {
        "all": "all, all platforms, all channels, all social, all networks, everywhere, tous, tous les canaux, toutes, tous les reseaux, "
        "toutes les plateformes, partout, todos, todas, todas las plataformas, todos los canales, todas as plataformas, todas as redes, "
        "alle, alle kanale, alle plattformen, semua, semua platform, 全平台"
    }
)

MONTHS = _phrases(
    {
        "1": "january, jan, janvier, janv, enero, ene, janeiro, januar, janner, gennaio, januari, января",
        "2": "february, feb, febr, fevrier, fev, fevr, febrero, fevereiro, februar, febbraio, februari, peb, pebruari, февраля",
        "3": "march, mar, mars, marzo, marco, marz, maerz, mrz, maret, maart, марта",
        "4": "april, apr, avril, avr, abril, abr, aprile, апреля",
        "5": "may, mai, mayo, maio, maggio, mei, мая",
        "6": "june, jun, juin, junio, junho, juni, giugno, июня",
        "7": "july, jul, juillet, juil, julio, julho, juli, luglio, июля",
        "8": "august, aug, aout, agosto, ago, agt, agustus, augustus, августа",
        "9": "september, sep, sept, septembre, septiembre, set, setembro, settembre, сентября",
        "10": "october, oct, octobre, octubre, out, outubro, oktober, okt, ottobre, октября",
        "11": "november, nov, novembre, noviembre, novembro, ноября",
        "12": "december, dec, decembre, diciembre, dic, dezembro, dez, dezember, des, desember, dicembre, декабря",
    }
)
"""The number of a month (as text) by its name or short name."""

WEEKDAYS = _phrases(
    {
        "0": "monday, mon, lundi, lun, lunes, segunda, segunda feira, seg, montag, mo, senin, понедельник, пн, 周一, 星期一",
        "1": "tuesday, tue, tues, mardi, mar, martes, terca, terca feira, ter, dienstag, di, selasa, вторник, вт, 周二, 星期二",
        "2": "wednesday, wed, mercredi, mer, miercoles, mie, quarta, quarta feira, qua, mittwoch, mi, rabu, среда, ср, 周三, 星期三",
        "3": "thursday, thu, thur, thurs, jeudi, jeu, jueves, jue, quinta, quinta feira, qui, donnerstag, do, kamis, четверг, чт, 周四, 星期四",
        "4": "friday, fri, vendredi, ven, viernes, vie, sexta, sexta feira, sex, freitag, fr, jumat, jum at, пятница, пт, 周五, 星期五",
        "5": "saturday, sat, samedi, sam, sabado, sab, samstag, sonnabend, sa, sabtu, суббота, сб, 周六, 星期六",
        "6": "sunday, sun, dimanche, dim, domingo, dom, sonntag, so, minggu, ahad, воскресенье, вс, 周日, 星期日",
    }
)
"""The number of a weekday (as text, Monday 0) by its name or short name."""

DAY_NAMES: Mapping[str, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
}
"""What the client's file writes in its column of days."""
GROUP = re.compile(
    r"(week|semaine|sem|semana|woche|kw|minggu|month|mois|mes|monat|bulan|phase|quarter|q|t|trimestre|quartal|day|jour|total|totals|part|"
    r"partie)\s*(\d+)?( of \d+| \d{4})?"
)
"""A row of one cell that says only this heads the rows below it; a month's name with or without a year does too."""
LEGEND = re.compile(
    r"(legende|legend|leyenda|legenda|key|notes?|instructions?|how to use|mode d emploi|colou?r code|code couleur|consignes)( .*)?"
)
