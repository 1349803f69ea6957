"""One text as several programs put it on the clipboard, each with its own markup.

Each says the same, beside a passage that must not come in: SECRET.
"""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument>SECRET</w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm} SECRET --></style></head>
<body lang=FR style='tab-interval:35.4pt'><!--StartFragment-->
<h2>Un calcul souverain<o:p></o:p></h2>
<p class=MsoNormal>Le 1<sup>er</sup> mars,
l’<b style='mso-bidi-font-weight:normal'>agence</b> ouvre un <i>centre</i>.<del cite="mailto:A"
datetime="2026-03-01T10:00">SECRET</del><span style='mso-hide:all;display:none'>SECRET</span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><a
href="https://exemple.fr/dossier">Un site</a><o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'>
<![if !supportLists]><span style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>Bruz</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·&nbsp;</span><![endif]>Une équipe<span
class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[SECRET]</a></span></p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal><b>Site</b></p></td>
<td><p class=MsoNormal><b>Effectif</b></p></td></tr>
<tr><td><p class=MsoNormal>Bruz</p></td><td><p class=MsoNormal>8&nbsp;114</p></td></tr></table>
<p class=MsoNormal>Écrire à <a href="mailto:presse@exemple.fr">presse@exemple.fr</a>.</p>
<!--EndFragment--></body></html>"""

WORD_ONLINE = """<div class="OutlineElement Ltr"><p class="Paragraph" role="heading" aria-level="2">
<span class="TextRun" lang="FR-FR"><span class="NormalTextRun">Un calcul
souverain</span></span><span
class="EOP" data-ccp-props="{}">&nbsp;</span></p></div>
<div class="OutlineElement"><p class="Paragraph"><span class="TextRun">Le 1</span><span
class="TextRun"
style="vertical-align:super;font-size:9pt">er</span><span class="TextRun"> mars, l’</span><span
class="TextRun" style="font-weight:bold">agence</span><span class="TextRun"> ouvre un </span><span
class="TextRun" style="font-style:italic">centre</span><span class="TextRun">.</span><span
class="TrackChangeTextDeletion">SECRET</span><span class="EOP">&nbsp;</span></p></div>
<div class="ListContainerWrapper"><ul role="list"><li role="listitem" data-aria-level="1"><p
class="Paragraph"><a class="Hyperlink" href="https://exemple.fr/dossier"><span>Un
site</span></a><span
class="EOP">&nbsp;</span></p></li></ul></div>
<div class="ListContainerWrapper"><ul role="list"><li role="listitem" data-aria-level="2"><p
class="Paragraph"><span>Bruz</span></p></li></ul></div>
<div class="ListContainerWrapper"><ul role="list"><li role="listitem" data-aria-level="1"><p
class="Paragraph"><span>Une équipe</span></p></li></ul></div>
<div class="TableContainer"><table><tbody><tr role="row"><td role="columnheader"><div><p
class="Paragraph"><span style="font-weight:bold">Site</span></p></div></td><td><p
class="Paragraph"><span style="font-weight:bold">Effectif</span></p></td></tr>
<tr><td><p><span>Bruz</span></p></td><td><p><span>8&nbsp;114</span></p></td></tr></tbody></table></div>
<div><p class="Paragraph"><span>Écrire à </span><a
href="mailto:presse@exemple.fr"><span>presse@exemple.fr</span></a><span>.</span></p></div>"""

LIBREOFFICE = """<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html"/>
<title>SECRET</title><meta name="generator" content="LibreOffice 7.4"/>
<style type="text/css">p { line-height: 115% }</style></head><body lang="fr-FR" dir="ltr">
<div title="header"><p>SECRET</p></div>
<h2 class="western">Un calcul souverain</h2>
<p style="margin-bottom: 0cm">Le 1<sup>er</sup>
mars, l’<b>agence</b> ouvre un <i>centre</i>.</p>
<ul><li><p style="margin-bottom: 0cm"><a href="https://exemple.fr/dossier"><font
color="#000080"><u>Un site</u></font></a></p><ul><li><p>Bruz</p></li></ul></li>
<li><p>Une équipe</p></li></ul>
<table width="100%" cellpadding="4"><col width="128*"/><thead><tr valign="top"><th><p>Site</p></th>
<th><p>Effectif</p></th></tr></thead><tbody><tr><td><p>Bruz</p></td>
<td><p align="right">8&nbsp;114</p></td></tr></tbody></table>
<p><br/></p>
<p>Écrire à <a href="mailto:presse@exemple.fr">presse@exemple.fr</a>.</p></body></html>"""

PLAIN = "font-weight:400;font-style:normal;text-decoration:none;white-space:pre-wrap"
GOOGLE_DOCS = f"""<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1a2b">
<h2 dir="ltr"><span style="{PLAIN}">Un calcul souverain</span></h2>
<p dir="ltr"><span style="{PLAIN}">Le 1</span><span style="font-size:0.6em;vertical-align:super"
>er</span><span style="{PLAIN}"> mars, l’</span><span style="font-weight:700">agence</span><span
style="{PLAIN}"> ouvre un </span><span style="font-weight:400;font-style:italic">centre</span><span
style="{PLAIN}">.</span></p><br />
<ul><li dir="ltr" aria-level="1"><p role="presentation"><a style="text-decoration:none"
href="https://www.google.com/url?q=https://exemple.fr/dossier&amp;sa=D"><span
style="text-decoration:underline">Un site</span></a></p></li><ul><li aria-level="2"><p><span
style="{PLAIN}">Bruz</span></p></li></ul><li aria-level="1"><p><span>Une équipe</span></p></li></ul>
<div dir="ltr"><table><colgroup><col width="200" /><col /></colgroup><tbody><tr><td><p
dir="ltr"><span
style="font-weight:700">Site</span></p></td><td><p><span style="font-weight:700">Effectif</span></p>
</td></tr><tr><td><p><span>Bruz</span></p></td><td><p><span>8&nbsp;114</span></p></td></tr></tbody>
</table></div><br class="Apple-interchange-newline">
<p><span style="{PLAIN}">Écrire à presse@exemple.fr.</span></p>
<div><p><a href="#cmnt_ref1">[SECRET]</a></p></div></b>"""

OUTLOOK = """<html><body><div class="WordSection1"><div><h2><span lang="FR">Un calcul
souverain</span>
</h2></div><p class="MsoNormal"><span lang="EN-US">Le 1<sup>er</sup> mars, l’<strong>agence</strong>
ouvre un <em>centre</em>.<o:p></o:p></span></p>
<p class="MsoListParagraph" style="margin-left:36.0pt;text-indent:-18.0pt"><span
style="font-family:Symbol">·<span style="font:7.0pt">&nbsp;&nbsp;&nbsp;</span></span><a
href="https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexemple.fr%2Fdossier&amp;data=1">
Un site</a></p>
<p class="MsoListParagraph" style="margin-left:72.0pt;text-indent:-18.0pt">o&nbsp;&nbsp; Bruz</p>
<p class="MsoListParagraph" style="margin-left:36.0pt;text-indent:-18.0pt">·&nbsp;&nbsp; Une
équipe</p>
<table border="0" role="presentation"><tr><td><img width="1" height="1" src="https://suivi.exemple"
alt=""></td></tr></table>
<table class="MsoNormalTable"><tr><td><p><b>Site</b></p></td><td><p><b>Effectif</b></p></td></tr>
<tr><td><p>Bruz</p></td><td><p>8&nbsp;114</p></td></tr></table>
<p class="MsoNormal">Écrire à <a href="mailto:presse@exemple.fr">presse@exemple.fr</a>.</p>
<div style="display:none">SECRET</div></div></body></html>"""

GOVUK = """<div class="govspeak"><h2 id="un-calcul"
style="box-sizing:border-box;color:rgb(11,12,12)">Un calcul
souverain</h2><p style="margin:15px 0px;font-weight:400">Le 1<sup>er</sup> mars, l’<strong
style="font-weight:700">agence</strong> ouvre un <em>centre</em>.</p>
<ul style="list-style:disc"><li><a class="govuk-link" rel="external"
href="https://exemple.fr/dossier">Un site</a><span class="govuk-visually-hidden">SECRET</span>
<ul><li>Bruz</li></ul></li><li>Une équipe</li></ul>
<table><thead><tr><th scope="col">Site</th><th scope="col">Effectif</th></tr></thead>
<tbody><tr><th scope="row">Bruz</th><td>8&nbsp;114</td></tr></tbody></table>
<p>Écrire à <a href="mailto:presse@exemple.fr">presse@exemple.fr</a>.</p></div>"""

WORDPRESS = """<!-- wp:heading --><h2 class="wp-block-heading">Un calcul souverain</h2><!--
/wp:heading -->
<!-- wp:paragraph --><p class="has-text-color">Le 1<sup>er</sup> mars, l’<strong>agence</strong>
ouvre
un <em>centre</em>.</p><span class="screen-reader-text">SECRET</span>
<ul class="wp-block-list"><li><a href="https://exemple.fr/dossier" target="_blank">Un site</a>
<ul class="wp-block-list"><li>Bruz</li></ul></li><li>Une équipe</li></ul>
<figure class="wp-block-table"><table><tbody><tr><td><strong>Site</strong></td>
<td><strong>Effectif</strong></td></tr><tr><td>Bruz</td><td>8&nbsp;114</td></tr></tbody></table></figure>
<script>SECRET</script><p>Écrire à
<a href="mailto:presse@exemple.fr">presse@exemple.fr</a>.</p>"""

CLIPBOARDS = {
    "Word": WORD,
    "Word en ligne": WORD_ONLINE,
    "LibreOffice": LIBREOFFICE,
    "Google Docs": GOOGLE_DOCS,
    "Outlook": OUTLOOK,
    "GOV.UK": GOVUK,
    "WordPress": WORDPRESS,
}
