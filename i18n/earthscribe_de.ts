<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Aiming</name>
    <message>
        <location filename="../ui/window/aiming.py"/>
        <source>Earthscribe opens a raster</source>
        <translation>Earthscribe öffnet ein Raster</translation>
    </message>
</context>
<context>
    <name>AnswerBox</name>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>&amp;Accept</source>
        <translation>Anneh&amp;men</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>&amp;Undo</source>
        <translation>Rückgän&amp;gig</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Add a raster layer and choose it above.</source>
        <translation>Einen Rasterlayer hinzufügen und oben auswählen.</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Ask the chosen model about the same box</source>
        <translation>Das gewählte Modell nach demselben Rahmen fragen</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>D&amp;iscard</source>
        <translation>Verwer&amp;fen</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Describe a&amp;gain</source>
        <translation>Erneut bes&amp;chreiben</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Describe again</source>
        <translation>Erneut beschreiben</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Describing…</source>
        <translation>Wird beschrieben…</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Edit the text if need be, then accept it.</source>
        <translation>Den Text bei Bedarf bearbeiten, dann annehmen.</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>End the answer here and keep what was said</source>
        <translation>Die Antwort hier beenden und das Gesagte behalten</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Forget this object; nothing of it is kept</source>
        <translation>Dieses Objekt vergessen; nichts davon wird behalten</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>How far it is</source>
        <translation>Wie weit es ist</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Keep it as a feature marked “rejected”, so that nobody does it again</source>
        <translation>Als Objekt mit dem Vermerk „abgelehnt“ behalten, damit es niemand noch einmal bearbeitet</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Keep the description as a feature</source>
        <translation>Die Beschreibung als Objekt im Layer behalten</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Kept.</source>
        <translation>Behalten.</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation type="vanished">Das Modell wird geladen…</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Looking at the object…</source>
        <translation>Das Objekt wird betrachtet…</translation>
    </message>
    <message>
        <source>Looking for objects…</source>
        <translation type="vanished">Objekte werden gesucht…</translation>
    </message>
    <message>
        <source>Looking for the scale…</source>
        <translation type="vanished">Der Maßstab wird gesucht…</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Preparing the picture…</source>
        <translation>Das Bild wird vorbereitet…</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Press “Draw a box”. Click both ends of one edge of the object, then its width.</source>
        <translation>„Rahmen zeichnen“ drücken. Beide Enden einer Kante des Objekts anklicken, dann seine Breite.</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Read the description, edit it if need be, and accept it: it becomes a feature.</source>
        <translation>Die Beschreibung lesen, bei Bedarf bearbeiten und annehmen: Sie wird ein Objekt im Layer.</translation>
    </message>
    <message>
        <source>Reading the raster…</source>
        <translation type="vanished">Das Raster wird gelesen…</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Rejected.</source>
        <translation>Abgelehnt.</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>S&amp;top</source>
        <translation>S&amp;topp</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Stopped before there was a description.</source>
        <translation>Angehalten, bevor es eine Beschreibung gab.</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Stopped. What was said can be edited and accepted.</source>
        <translation>Angehalten. Das Gesagte kann bearbeitet und angenommen werden.</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Take the feature out of the layer again and go on with its text</source>
        <translation>Das Objekt wieder aus dem Layer nehmen und mit seinem Text weiterarbeiten</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>The description; it can be edited before it is accepted</source>
        <translation>Die Beschreibung; vor dem Annehmen kann sie bearbeitet werden</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Waits for its turn.</source>
        <translation>Wartet, bis es an der Reihe ist.</translation>
    </message>
    <message>
        <location filename="../ui/dock/answer_box.py"/>
        <source>Writing the file…</source>
        <translation>Die Datei wird geschrieben…</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <location filename="../ui/window/asking.py"/>
        <source>Choose a raster first.</source>
        <translation>Zuerst ein Raster auswählen.</translation>
    </message>
    <message>
        <location filename="../ui/window/asking.py"/>
        <source>Opening the raster…</source>
        <translation>Das Raster wird geöffnet…</translation>
    </message>
    <message>
        <location filename="../ui/window/asking.py"/>
        <source>The box was moved. Enter on the map, or “Describe again”, asks about it there.</source>
        <translation>Der Rahmen wurde verschoben. Die Eingabetaste auf der Karte oder „Erneut beschreiben“ fragt dort nach ihm.</translation>
    </message>
    <message>
        <location filename="../ui/window/asking.py"/>
        <source>The new box waits on the map; “Draw a box” goes on with it.</source>
        <translation>Der neue Rahmen wartet auf der Karte; „Rahmen zeichnen“ macht damit weiter.</translation>
    </message>
</context>
<context>
    <name>BandChoice</name>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>Band</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>Black at</source>
        <translation>Schwarz bei</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>Blue band</source>
        <translation>Blauer Kanal</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>Colour (three bands)</source>
        <translation>Farbe (drei Kanäle)</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>Colour or grey</source>
        <translation>Farbe oder Grau</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>From value to value</source>
        <translation>Von Wert bis Wert</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>Green band</source>
        <translation>Grüner Kanal</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>Grey (one band)</source>
        <translation>Grau (ein Kanal)</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>Grey band</source>
        <translation>Grauer Kanal</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>Lower percentile</source>
        <translation>Unteres Perzentil</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>None: values as they are</source>
        <translation>Keiner: Werte, wie sie sind</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>Percentiles</source>
        <translation>Perzentile</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>Red band</source>
        <translation>Roter Kanal</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>Stretch</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>The band shown in blue</source>
        <translation>Der blau dargestellte Kanal</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>The band shown in green</source>
        <translation>Der grün dargestellte Kanal</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>The band shown in grey</source>
        <translation>Der grau dargestellte Kanal</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>The band shown in red</source>
        <translation>Der rot dargestellte Kanal</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>The values above this share are shown white</source>
        <translation>Die Werte über diesem Anteil werden weiß dargestellt</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>This share of the values is shown black</source>
        <translation>Dieser Anteil der Werte wird schwarz dargestellt</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>This value and those above it are shown white</source>
        <translation>Dieser Wert und alle darüber werden weiß dargestellt</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>This value and those below it are shown black</source>
        <translation>Dieser Wert und alle darunter werden schwarz dargestellt</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>Three bands in colour, or one band in grey</source>
        <translation>Drei Kanäle in Farbe oder ein Kanal in Grau</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>Upper percentile</source>
        <translation>Oberes Perzentil</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>Which values are shown black and which white</source>
        <translation>Welche Werte schwarz und welche weiß dargestellt werden</translation>
    </message>
    <message>
        <location filename="../ui/dock/band_choice.py"/>
        <source>White at</source>
        <translation>Weiß bei</translation>
    </message>
</context>
<context>
    <name>BoxTool</name>
    <message>
        <location filename="../ui/drawing/hints.py"/>
        <source>Adjust the box by its handles or the arrow keys; Enter describes it, Esc drops it.</source>
        <translation>Den Rahmen an den Griffen oder mit den Pfeiltasten anpassen; die Eingabetaste beschreibt ihn, Esc verwirft ihn.</translation>
    </message>
    <message>
        <source>Click one end of an edge of the object, or drag from corner to corner.</source>
        <translation type="vanished">Ein Ende einer Kante des Objekts anklicken oder von Ecke zu Ecke ziehen.</translation>
    </message>
    <message>
        <location filename="../ui/drawing/hints.py"/>
        <source>Click one end of an edge of the object, or drag from corner to corner; Ctrl+click finds its box.</source>
        <translation>Ein Ende einer Kante des Objekts anklicken oder von Ecke zu Ecke ziehen; Strg+Klick findet seinen Rahmen.</translation>
    </message>
    <message>
        <location filename="../ui/drawing/hints.py"/>
        <source>Click the middle of the object to stamp a box of this size.</source>
        <translation>Die Mitte des Objekts anklicken, um einen Rahmen dieser Größe zu setzen.</translation>
    </message>
    <message>
        <location filename="../ui/drawing/hints.py"/>
        <source>Click the other end of that edge; digits set its length.</source>
        <translation>Das andere Ende dieser Kante anklicken; Ziffern legen ihre Länge fest.</translation>
    </message>
    <message>
        <location filename="../ui/drawing/hints.py"/>
        <source>Draw the next box; or adjust this one by its handles, and press Enter to describe it again.</source>
        <translation>Den nächsten Rahmen zeichnen; oder diesen an den Griffen anpassen und ihn mit der Eingabetaste erneut beschreiben.</translation>
    </message>
    <message>
        <location filename="../ui/drawing/hints.py"/>
        <source>Move to the opposite side and click to set the width; digits set it, too.</source>
        <translation>Zur gegenüberliegenden Seite gehen und klicken, um die Breite festzulegen; auch Ziffern legen sie fest.</translation>
    </message>
    <message>
        <location filename="../ui/drawing/hints.py"/>
        <source>Release the button at the opposite corner.</source>
        <translation>Die Taste an der gegenüberliegenden Ecke loslassen.</translation>
    </message>
    <message>
        <location filename="../ui/drawing/hints.py"/>
        <source>There is no size to stamp yet: type a length and a width, or draw one box.</source>
        <translation>Noch gibt es keine Größe zum Setzen: Länge und Breite eintippen oder einen Rahmen zeichnen.</translation>
    </message>
</context>
<context>
    <name>ChoiceBox</name>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>&amp;Python</source>
        <translation>&amp;Python</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>&amp;What</source>
        <translation>&amp;Was</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>Another…</source>
        <translation>Ein anderes…</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>Folder of wheels</source>
        <translation>Ordner mit Paketen</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>For machines without network: a folder that was filled elsewhere with “Fill a folder…”. Empty: packages come over the network.</source>
        <translation>Für Rechner ohne Netz: ein Ordner, der anderswo mit „Ordner füllen…“ gefüllt wurde. Leer: Die Pakete kommen über das Netz.</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>From &amp;folder</source>
        <translation>Aus &amp;Ordner</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>Large: also torch, for large models on this machine</source>
        <translation>Groß: auch torch, für große Modelle auf diesem Rechner</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>Light is enough for measured descriptions and model servers. Large adds torch, for large models that run on this machine.</source>
        <translation>„Leicht“ genügt für gemessene Beschreibungen und Modellserver. „Groß“ bringt torch dazu, für große Modelle auf diesem Rechner.</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>Light: rasters, servers, small models</source>
        <translation>Leicht: Raster, Server, kleine Modelle</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>One that fits</source>
        <translation>Ein passendes</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>The Python that the environment is made with; QGIS' own Python is not changed</source>
        <translation>Das Python, mit dem die Umgebung angelegt wird; das Python von QGIS wird nicht verändert</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>What to install</source>
        <translation>Was zu installieren ist</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>none: packages come over the network</source>
        <translation>keiner: Die Pakete kommen über das Netz</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Choose the GeoPackage in a dialog</source>
        <translation>Das GeoPackage in einem Dialog auswählen</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Choose the file</source>
        <translation>Die Datei auswählen</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Describe</source>
        <translation>Beschreiben</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Descriptions (GeoPackage)</source>
        <translation>Beschreibungen (GeoPackage)</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Fields…</source>
        <translation>Felder…</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>GeoPackage for accepted descriptions; descriptions.gpkg beside the project when empty</source>
        <translation>GeoPackage für angenommene Beschreibungen; wenn leer, descriptions.gpkg neben dem Projekt</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Instruction</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Keep descriptions in</source>
        <translation>Beschreibungen behalten in</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Keep in</source>
        <translation>Behalten in</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Language, house instruction, and where the results go</source>
        <translation>Sprache, Hausvorgabe und wohin die Ergebnisse kommen</translation>
    </message>
    <message>
        <source>Measured description</source>
        <translation type="vanished">Gemessene Beschreibung</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Models, servers and everything else that can be set</source>
        <translation>Modelle, Server und alles andere, was sich einstellen lässt</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>More choices</source>
        <translation>Weitere Einstellungen</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Not for this model</source>
        <translation>Nicht für dieses Modell</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Raster</source>
        <translation>Raster</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Results go to</source>
        <translation>Ergebnisse nach</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Results to</source>
        <translation>Ergebnisse in</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>The raster to draw on; follows the active layer</source>
        <translation>Das Raster, auf dem gezeichnet wird; folgt dem aktiven Layer</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>What is asked about the object</source>
        <translation>Was zum Objekt gefragt wird</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Where accepted descriptions are kept: a GeoPackage of their own, or a polygon layer of this project</source>
        <translation>Wo angenommene Beschreibungen bleiben: in einem eigenen GeoPackage oder in einem Polygonlayer dieses Projekts</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Which fact goes to which field of the chosen layer</source>
        <translation>Welche Angabe in welches Feld des gewählten Layers kommt</translation>
    </message>
    <message>
        <source>Who describes: the bundled description from measurements, or a server from the settings</source>
        <translation type="vanished">Wer beschreibt: die mitgelieferte Beschreibung aus Messungen oder ein Server aus den Einstellungen</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Who describes: the bundled model, or a server from the settings; before the set-up the bundled one only measures</source>
        <translation>Wer beschreibt: das mitgelieferte Modell oder ein Server aus den Einstellungen; vor der Einrichtung misst das mitgelieferte nur</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>Words, or = expression</source>
        <translation>Worte oder = Ausdruck</translation>
    </message>
    <message>
        <location filename="../ui/dock/choices.py"/>
        <source>beside the project</source>
        <translation>neben dem Projekt</translation>
    </message>
</context>
<context>
    <name>Column</name>
    <message>
        <location filename="../ui/dock/comparison.py"/>
        <source>An answer to compare with the other one</source>
        <translation>Eine Antwort zum Vergleich mit der anderen</translation>
    </message>
    <message>
        <location filename="../ui/dock/comparison.py"/>
        <source>Go on with this answer and forget the other one</source>
        <translation>Mit dieser Antwort weiterarbeiten und die andere vergessen</translation>
    </message>
    <message>
        <location filename="../ui/dock/comparison.py"/>
        <source>Keep this answer</source>
        <translation>Diese Antwort behalten</translation>
    </message>
    <message>
        <location filename="../ui/dock/comparison.py"/>
        <source>Model of this answer</source>
        <translation>Modell dieser Antwort</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <location filename="../ui/dock/comparison.py"/>
        <source>Answer of the other model</source>
        <translation>Antwort des anderen Modells</translation>
    </message>
    <message>
        <location filename="../ui/dock/comparison.py"/>
        <source>Keep the left one</source>
        <translation>Die linke behalten</translation>
    </message>
    <message>
        <location filename="../ui/dock/comparison.py"/>
        <source>Keep the lower one</source>
        <translation>Die untere behalten</translation>
    </message>
    <message>
        <location filename="../ui/dock/comparison.py"/>
        <source>Keep the right one</source>
        <translation>Die rechte behalten</translation>
    </message>
    <message>
        <location filename="../ui/dock/comparison.py"/>
        <source>Keep the upper one</source>
        <translation>Die obere behalten</translation>
    </message>
    <message>
        <location filename="../ui/dock/comparison.py"/>
        <source>Looking at the object…</source>
        <translation>Das Objekt wird betrachtet…</translation>
    </message>
    <message>
        <location filename="../ui/dock/comparison.py"/>
        <source>Present answer</source>
        <translation>Jetzige Antwort</translation>
    </message>
    <message>
        <location filename="../ui/dock/comparison.py"/>
        <source>Stopped before there was an answer.</source>
        <translation>Angehalten, bevor es eine Antwort gab.</translation>
    </message>
    <message>
        <location filename="../ui/dock/comparison.py"/>
        <source>This model gave no answer.</source>
        <translation>Dieses Modell hat nicht geantwortet.</translation>
    </message>
    <message>
        <location filename="../ui/dock/comparison.py"/>
        <source>Waits for its turn…</source>
        <translation>Wartet, bis es an der Reihe ist…</translation>
    </message>
</context>
<context>
    <name>ConsentDialog</name>
    <message>
        <location filename="../ui/window/consent.py"/>
        <source>And this question:</source>
        <translation>Und diese Frage:</translation>
    </message>
    <message>
        <location filename="../ui/window/consent.py"/>
        <source>Do &amp;not send</source>
        <translation>&amp;Nicht senden</translation>
    </message>
    <message>
        <location filename="../ui/window/consent.py"/>
        <source>Earthscribe shows what would be sent</source>
        <translation>Earthscribe zeigt, was gesendet würde</translation>
    </message>
    <message>
        <location filename="../ui/window/consent.py"/>
        <source>Earthscribe: pictures leave this machine</source>
        <translation>Earthscribe: Bilder verlassen diesen Rechner</translation>
    </message>
    <message>
        <location filename="../ui/window/consent.py"/>
        <source>Not sent: the file, its name, its place and its coordinates. You can take this back in Earthscribe's options.</source>
        <translation>Nicht gesendet werden: die Datei, ihr Name, ihr Ort und ihre Koordinaten. In den Optionen von Earthscribe lässt sich das zurücknehmen.</translation>
    </message>
    <message>
        <location filename="../ui/window/consent.py"/>
        <source>Nothing leaves this machine</source>
        <translation>Nichts verlässt diesen Rechner</translation>
    </message>
    <message>
        <location filename="../ui/window/consent.py"/>
        <source>Send and &amp;remember</source>
        <translation>Senden und &amp;merken</translation>
    </message>
    <message>
        <location filename="../ui/window/consent.py"/>
        <source>Send these pictures only; ask again for the next</source>
        <translation>Nur diese Bilder senden; bei den nächsten wieder fragen</translation>
    </message>
    <message>
        <location filename="../ui/window/consent.py"/>
        <source>Send these pictures to {host}?</source>
        <translation>Diese Bilder an {host} senden?</translation>
    </message>
    <message>
        <location filename="../ui/window/consent.py"/>
        <source>Send this &amp;once</source>
        <translation>&amp;Einmal senden</translation>
    </message>
    <message>
        <location filename="../ui/window/consent.py"/>
        <source>Send, and do not ask again for this machine</source>
        <translation>Senden und für diesen Rechner nicht mehr fragen</translation>
    </message>
    <message>
        <location filename="../ui/window/consent.py"/>
        <source>That is another machine, and the connection is not encrypted (http): others on the way can see what is sent.</source>
        <translation>Das ist ein anderer Rechner, und die Verbindung ist nicht verschlüsselt (http): Andere unterwegs können sehen, was gesendet wird.</translation>
    </message>
    <message>
        <location filename="../ui/window/consent.py"/>
        <source>That is another machine. The connection is encrypted (https).</source>
        <translation>Das ist ein anderer Rechner. Die Verbindung ist verschlüsselt (https).</translation>
    </message>
    <message>
        <location filename="../ui/window/consent.py"/>
        <source>The object, cut out</source>
        <translation>Das Objekt, ausgeschnitten</translation>
    </message>
    <message>
        <location filename="../ui/window/consent.py"/>
        <source>The question that is sent</source>
        <translation>Die Frage, die gesendet wird</translation>
    </message>
    <message>
        <location filename="../ui/window/consent.py"/>
        <source>The surroundings, with the box drawn in</source>
        <translation>Die Umgebung mit eingezeichnetem Rahmen</translation>
    </message>
    <message>
        <location filename="../ui/window/consent.py"/>
        <source>{width} × {height} pixels</source>
        <translation>{width} × {height} Pixel</translation>
    </message>
</context>
<context>
    <name>Cures</name>
    <message>
        <location filename="../ui/window/cures.py"/>
        <source>CRS of {layer}</source>
        <translation>KBS von {layer}</translation>
    </message>
    <message>
        <location filename="../ui/window/cures.py"/>
        <source>Choose another place</source>
        <translation>Anderen Ort wählen</translation>
    </message>
    <message>
        <location filename="../ui/window/cures.py"/>
        <source>Choose bands</source>
        <translation>Kanäle wählen</translation>
    </message>
    <message>
        <location filename="../ui/window/cures.py"/>
        <source>Copy diagnostics</source>
        <translation>Diagnose kopieren</translation>
    </message>
    <message>
        <location filename="../ui/window/cures.py"/>
        <source>Earthscribe looks for trouble</source>
        <translation>Earthscribe sucht nach Problemen</translation>
    </message>
    <message>
        <location filename="../ui/window/cures.py"/>
        <source>Having a look at this machine…</source>
        <translation>Dieser Rechner wird betrachtet…</translation>
    </message>
    <message>
        <location filename="../ui/window/cures.py"/>
        <source>Open options</source>
        <translation>Optionen öffnen</translation>
    </message>
    <message>
        <location filename="../ui/window/cures.py"/>
        <source>Open set-up</source>
        <translation>Einrichtung öffnen</translation>
    </message>
    <message>
        <location filename="../ui/window/cures.py"/>
        <source>Retry</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <location filename="../ui/window/cures.py"/>
        <source>Set CRS</source>
        <translation>KBS festlegen</translation>
    </message>
    <message>
        <location filename="../ui/window/cures.py"/>
        <source>The diagnostics are in the clipboard. Keys, names and paths were left out.</source>
        <translation>Die Diagnose ist in der Zwischenablage. Schlüssel, Namen und Pfade wurden weggelassen.</translation>
    </message>
</context>
<context>
    <name>DescribeBox</name>
    <message>
        <location filename="../ui/processing/describe_box.py"/>
        <source>&lt;p&gt;Describes the object inside a box on a raster and writes one polygon with the description, the evidence for each sentence, the measured size and direction, and how the answer came about.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Box&lt;/b&gt;: either an extent, or numbers. Four numbers are two opposite corners (x1 y1 x2 y2), eight are four corners in order round the box; x or longitude comes first. Numbers are in the CRS of the box, in the raster's own CRS when none is given, or in pixels of the file when that is ticked: (0, 0) is the outer top-left corner of the first pixel.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Model&lt;/b&gt;: &lt;i&gt;bundled&lt;/i&gt; describes from measurements alone and needs no set-up. A configured server's name, or URL#NAME of an OpenAI-compatible server, sends it the picture of the object; one on another machine must have been granted that in the dock, or is granted it for one run.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Raster&lt;/b&gt;: files, and all else that QGIS shows as a raster. Web layers have no pixels of their own: they are read at a ground resolution that suits the box, or at the one that is given.&lt;/p&gt;&lt;p&gt;The model runs in a process of its own; cancelling keeps nothing.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Beschreibt das Objekt in einem Rahmen auf einem Raster und schreibt ein Polygon mit der Beschreibung, dem Beleg zu jedem Satz, der gemessenen Größe und Richtung und der Herkunft der Antwort.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Rahmen&lt;/b&gt;: entweder eine Ausdehnung oder Zahlen. Vier Zahlen sind zwei gegenüberliegende Ecken (x1 y1 x2 y2), acht sind vier Ecken der Reihe nach um den Rahmen; x oder die Länge kommt zuerst. Die Zahlen gelten im KBS des Rahmens, im KBS des Rasters, wenn keines angegeben ist, oder in Pixeln der Datei, wenn das angekreuzt ist: (0, 0) ist die äußere linke obere Ecke des ersten Pixels.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Modell&lt;/b&gt;: &lt;i&gt;bundled&lt;/i&gt; beschreibt allein aus Messungen und braucht keine Einrichtung. Der Name eines eingetragenen Servers oder URL#NAME eines OpenAI-kompatiblen Servers sendet ihm das Bild des Objekts; einem auf einem anderen Rechner muss das im Bedienfeld erlaubt worden sein, oder es wird für einen Lauf erlaubt.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Raster&lt;/b&gt;: Dateien und alles andere, was QGIS als Raster zeigt. Weblayer haben keine eigenen Pixel: Sie werden mit einer Bodenauflösung gelesen, die zum Rahmen passt, oder mit der angegebenen.&lt;/p&gt;&lt;p&gt;Das Modell läuft in einem eigenen Prozess; beim Abbrechen bleibt nichts zurück.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../ui/processing/describe_box.py"/>
        <source>Box as 4 or 8 numbers</source>
        <translation>Rahmen als 4 oder 8 Zahlen</translation>
    </message>
    <message>
        <location filename="../ui/processing/describe_box.py"/>
        <source>Box as an extent</source>
        <translation>Rahmen als Ausdehnung</translation>
    </message>
    <message>
        <location filename="../ui/processing/describe_box.py"/>
        <source>CRS of the numbers</source>
        <translation>KBS der Zahlen</translation>
    </message>
    <message>
        <location filename="../ui/processing/describe_box.py"/>
        <source>Describe box</source>
        <translation>Rahmen beschreiben</translation>
    </message>
    <message>
        <location filename="../ui/processing/describe_box.py"/>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <location filename="../ui/processing/describe_box.py"/>
        <source>Descriptions</source>
        <translation>Beschreibungen</translation>
    </message>
    <message>
        <location filename="../ui/processing/describe_box.py"/>
        <source>Ground resolution for web layers (metres per pixel, 0 chooses)</source>
        <translation>Bodenauflösung für Weblayer (Meter je Pixel, 0 wählt selbst)</translation>
    </message>
    <message>
        <location filename="../ui/processing/describe_box.py"/>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <location filename="../ui/processing/describe_box.py"/>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <location filename="../ui/processing/describe_box.py"/>
        <source>Raster</source>
        <translation>Raster</translation>
    </message>
    <message>
        <location filename="../ui/processing/describe_box.py"/>
        <source>The algorithm was not prepared.</source>
        <translation>Der Algorithmus wurde nicht vorbereitet.</translation>
    </message>
    <message>
        <location filename="../ui/processing/describe_box.py"/>
        <source>The layer is read at {resolution}.</source>
        <translation>Der Layer wird mit {resolution} gelesen.</translation>
    </message>
    <message>
        <location filename="../ui/processing/describe_box.py"/>
        <source>The numbers are pixels of the file</source>
        <translation>Die Zahlen sind Pixel der Datei</translation>
    </message>
    <message>
        <location filename="../ui/processing/describe_box.py"/>
        <source>The output did not take the feature. </source>
        <translation>Die Ausgabe hat das Objekt nicht angenommen. </translation>
    </message>
    <message>
        <location filename="../ui/processing/describe_box.py"/>
        <source>The picture may be sent to the model's server in this run</source>
        <translation>Das Bild darf in diesem Lauf an den Server des Modells gesendet werden</translation>
    </message>
    <message>
        <location filename="../ui/processing/describe_box.py"/>
        <source>describe,caption,object,imagery,remote sensing,vision,language,model,report</source>
        <translation>beschreiben,Bildunterschrift,Objekt,Luftbild,Fernerkundung,Bild,Sprache,Modell,Bericht</translation>
    </message>
    <message>
        <location filename="../ui/processing/describe_box.py"/>
        <source>{model} is on another machine, and pictures may not be sent to {host} yet. Tick "The picture may be sent" for this run, or grant it in the dock.</source>
        <translation>{model} läuft auf einem anderen Rechner, und an {host} dürfen noch keine Bilder gesendet werden. Für diesen Lauf „Das Bild darf gesendet werden“ ankreuzen oder es im Bedienfeld erlauben.</translation>
    </message>
</context>
<context>
    <name>Descriptions</name>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Accepted, edited by hand</source>
        <translation>Angenommen, von Hand bearbeitet</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Analyst</source>
        <translation>Geprüft von</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Area (m²)</source>
        <translation>Fläche (m²)</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Azimuth (°)</source>
        <translation>Azimut (°)</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Box in pixels</source>
        <translation>Rahmen in Pixeln</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Box on the map</source>
        <translation>Rahmen auf der Karte</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>CRS of the box</source>
        <translation>KBS des Rahmens</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>CRS of the raster</source>
        <translation>KBS des Rasters</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>CRS operation</source>
        <translation>KBS-Operation</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Chip</source>
        <translation>Bildausschnitt</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Confidence</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Dialect</source>
        <translation>Dialekt</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Draft, not reviewed</source>
        <translation>Entwurf, nicht geprüft</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Edited</source>
        <translation>Bearbeitet</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Finish</source>
        <translation>Ende</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Georeference</source>
        <translation>Georeferenz</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Identifier</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Image date</source>
        <translation>Aufnahmedatum</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Length (m)</source>
        <translation>Länge (m)</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Model revision</source>
        <translation>Stand des Modells</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Notes</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Other</source>
        <translation>Sonstige</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Pixel size (m)</source>
        <translation>Pixelgröße (m)</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Prompt version</source>
        <translation>Stand der Frage</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Provenance</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Raster</source>
        <translation>Raster</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Raw answer</source>
        <translation>Rohe Antwort</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Recipe</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Review</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Sensor</source>
        <translation>Sensor</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>Width (m)</source>
        <translation>Breite (m)</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
    <message>
        <location filename="../ui/host/layer_words.py"/>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <location filename="../ui/window/desk.py"/>
        <source>Earthscribe ends a model process</source>
        <translation>Earthscribe beendet einen Modellprozess</translation>
    </message>
    <message>
        <location filename="../ui/window/desk.py"/>
        <source>Earthscribe gets ready</source>
        <translation>Earthscribe macht sich bereit</translation>
    </message>
    <message>
        <location filename="../ui/window/desk.py"/>
        <source>Earthscribe starts its model process</source>
        <translation>Earthscribe startet seinen Modellprozess</translation>
    </message>
</context>
<context>
    <name>DetectObjects</name>
    <message>
        <location filename="../ui/processing/detect_objects.py"/>
        <source>&lt;p&gt;Finds all objects of known classes on a raster of any size and writes one polygon for each: the box round it, turned as the object lies, with class, confidence, length, width and azimuth.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Extent&lt;/b&gt; and &lt;b&gt;mask&lt;/b&gt; say where to look; without them all of the raster is searched. An object counts where its middle lies.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Classes&lt;/b&gt;: none ticked means all. Other classes are for models of your own.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Minimum confidence&lt;/b&gt;: 0 takes the threshold that suits each class; any other number from 0.01 to 1 replaces it. Of a hundred objects with 0.7 about seventy are right.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Ground resolution&lt;/b&gt;: metres per pixel, for pictures that do not say it themselves; of web layers, the resolution at which they are read (0: 0.3 m). Where nobody says it the size of a pixel is looked for.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Model&lt;/b&gt;: empty for the bundled one; or an ONNX file of a detector of your own.&lt;/p&gt;&lt;p&gt;Files are searched whatever their size. Web layers, and what else only QGIS can read, need an extent of at most 16 million pixels; save larger ones as a file first.&lt;/p&gt;&lt;p&gt;The model runs in a process of its own. Cancelling keeps what was found until then.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Findet alle Objekte bekannter Klassen auf einem beliebig großen Raster und schreibt für jedes ein Polygon: den Rahmen um das Objekt, gedreht, wie es liegt, mit Klasse, Konfidenz, Länge, Breite und Azimut.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Ausdehnung&lt;/b&gt; und &lt;b&gt;Maske&lt;/b&gt; sagen, wo gesucht wird; ohne sie wird das ganze Raster durchsucht. Ein Objekt zählt dort, wo seine Mitte liegt.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Klassen&lt;/b&gt;: ist keine angehakt, sind alle gemeint. Andere Klassen sind für eigene Modelle.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Mindestkonfidenz&lt;/b&gt;: 0 nimmt die Schwelle, die zu jeder Klasse passt; jede andere Zahl von 0,01 bis 1 ersetzt sie. Von hundert Objekten mit 0,7 stimmen etwa siebzig.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Bodenauflösung&lt;/b&gt;: Meter je Pixel, für Bilder, die sie nicht selbst angeben; bei Weblayern die Auflösung, in der sie gelesen werden (0: 0,3 m). Wo niemand sie angibt, wird die Größe eines Pixels gesucht.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Modell&lt;/b&gt;: leer für das mitgelieferte; oder die ONNX-Datei eines eigenen Detektors.&lt;/p&gt;&lt;p&gt;Dateien werden durchsucht, wie groß sie auch sind. Weblayer, und was sonst nur QGIS lesen kann, brauchen eine Ausdehnung von höchstens 16 Millionen Pixeln; größere zuerst als Datei speichern.&lt;/p&gt;&lt;p&gt;Das Modell läuft in einem eigenen Prozess. Beim Abbrechen bleibt, was bis dahin gefunden wurde.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Finds all objects of known classes on a raster of any size and writes one polygon for each: the box round it, turned as the object lies, with class, confidence, length, width and azimuth.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Extent&lt;/b&gt; and &lt;b&gt;mask&lt;/b&gt; say where to look; without them all of the raster is searched. An object counts where its middle lies.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Classes&lt;/b&gt;: none ticked means all. Other classes are for models of your own.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Minimum confidence&lt;/b&gt;: 0 takes the threshold that suits each class; any other number from 0.01 to 1 replaces it. Of a hundred objects with 0.7 about seventy are right.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Ground resolution&lt;/b&gt;: metres per pixel, for pictures that do not say it themselves; of web layers, the resolution at which they are read. Without either the size of a pixel is looked for.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Model&lt;/b&gt;: empty for the bundled one; or an ONNX file of a detector of your own.&lt;/p&gt;&lt;p&gt;Files are searched whatever their size. Web layers, and what else only QGIS can read, need an extent of at most 16 million pixels; save larger ones as a file first.&lt;/p&gt;&lt;p&gt;The model runs in a process of its own. Cancelling keeps what was found until then.&lt;/p&gt;</source>
        <translation type="vanished">&lt;p&gt;Findet alle Objekte bekannter Klassen auf einem beliebig großen Raster und schreibt für jedes ein Polygon: den Rahmen um das Objekt, gedreht, wie es liegt, mit Klasse, Konfidenz, Länge, Breite und Azimut.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Ausdehnung&lt;/b&gt; und &lt;b&gt;Maske&lt;/b&gt; sagen, wo gesucht wird; ohne sie wird das ganze Raster durchsucht. Ein Objekt zählt dort, wo seine Mitte liegt.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Klassen&lt;/b&gt;: ist keine angehakt, sind alle gemeint. Andere Klassen sind für eigene Modelle.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Mindestkonfidenz&lt;/b&gt;: 0 nimmt die Schwelle, die zu jeder Klasse passt; jede andere Zahl von 0,01 bis 1 ersetzt sie. Von hundert Objekten mit 0,7 stimmen etwa siebzig.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Bodenauflösung&lt;/b&gt;: Meter je Pixel, für Bilder, die sie nicht selbst angeben; bei Weblayern die Auflösung, in der sie gelesen werden. Ohne beides wird die Größe eines Pixels gesucht.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Modell&lt;/b&gt;: leer für das mitgelieferte; oder die ONNX-Datei eines eigenen Detektors.&lt;/p&gt;&lt;p&gt;Dateien werden durchsucht, wie groß sie auch sind. Weblayer, und was sonst nur QGIS lesen kann, brauchen eine Ausdehnung von höchstens 16 Millionen Pixeln; größere zuerst als Datei speichern.&lt;/p&gt;&lt;p&gt;Das Modell läuft in einem eigenen Prozess. Beim Abbrechen bleibt, was bis dahin gefunden wurde.&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../ui/processing/detect_objects.py"/>
        <source>Classes (none ticked: all)</source>
        <translation>Klassen (keine angehakt: alle)</translation>
    </message>
    <message>
        <location filename="../ui/processing/detect_objects.py"/>
        <source>Detect objects</source>
        <translation>Objekte erkennen</translation>
    </message>
    <message>
        <location filename="../ui/processing/detect_objects.py"/>
        <source>Detections</source>
        <translation>Erkannte Objekte</translation>
    </message>
    <message>
        <location filename="../ui/processing/detect_objects.py"/>
        <source>Detectors (*.onnx);;All files (*)</source>
        <translation>Detektoren (*.onnx);;Alle Dateien (*)</translation>
    </message>
    <message>
        <location filename="../ui/processing/detect_objects.py"/>
        <source>Extent</source>
        <translation>Ausdehnung</translation>
    </message>
    <message>
        <location filename="../ui/processing/detect_objects.py"/>
        <source>Ground resolution (metres per pixel, 0: as the raster says)</source>
        <translation>Bodenauflösung (Meter je Pixel, 0: wie das Raster angibt)</translation>
    </message>
    <message>
        <location filename="../ui/processing/detect_objects.py"/>
        <source>Mask: look inside these polygons only</source>
        <translation>Maske: nur innerhalb dieser Polygone suchen</translation>
    </message>
    <message>
        <location filename="../ui/processing/detect_objects.py"/>
        <source>Minimum confidence (0: as suits each class)</source>
        <translation>Mindestkonfidenz (0: passend zu jeder Klasse)</translation>
    </message>
    <message>
        <location filename="../ui/processing/detect_objects.py"/>
        <source>Model of your own (empty: the bundled one)</source>
        <translation>Eigenes Modell (leer: das mitgelieferte)</translation>
    </message>
    <message>
        <location filename="../ui/processing/detect_objects.py"/>
        <source>Objects found</source>
        <translation>Gefundene Objekte</translation>
    </message>
    <message>
        <location filename="../ui/processing/detect_objects.py"/>
        <source>Objects found: {count}</source>
        <translation>Gefundene Objekte: {count}</translation>
    </message>
    <message>
        <location filename="../ui/processing/detect_objects.py"/>
        <source>Other classes, by name, separated by commas</source>
        <translation>Andere Klassen mit Namen, durch Kommas getrennt</translation>
    </message>
    <message>
        <location filename="../ui/processing/detect_objects.py"/>
        <source>Raster</source>
        <translation>Raster</translation>
    </message>
    <message>
        <location filename="../ui/processing/detect_objects.py"/>
        <source>The algorithm was not prepared.</source>
        <translation>Der Algorithmus wurde nicht vorbereitet.</translation>
    </message>
    <message>
        <location filename="../ui/processing/detect_objects.py"/>
        <source>The layer is read at {resolution}.</source>
        <translation>Der Layer wird mit {resolution} gelesen.</translation>
    </message>
    <message>
        <location filename="../ui/processing/detect_objects.py"/>
        <source>The minimum confidence must be 0, or a number from 0.01 to 1.</source>
        <translation>Die Mindestkonfidenz muss 0 sein oder eine Zahl von 0,01 bis 1.</translation>
    </message>
    <message>
        <location filename="../ui/processing/detect_objects.py"/>
        <source>The output did not take the feature. </source>
        <translation>Die Ausgabe hat das Objekt nicht angenommen. </translation>
    </message>
    <message>
        <location filename="../ui/processing/detect_objects.py"/>
        <source>detect,find,count,objects,cars,buildings,trees,ships,imagery,remote sensing,model,onnx,deep learning</source>
        <translation>erkennen,finden,zählen,Objekte,Autos,Gebäude,Bäume,Schiffe,Luftbild,Fernerkundung,Modell,onnx,deep learning</translation>
    </message>
</context>
<context>
    <name>Detecting</name>
    <message>
        <location filename="../ui/window/detecting.py"/>
        <source>Detecting objects needs the set-up once.</source>
        <translation>Um Objekte zu erkennen, ist einmal die Einrichtung nötig.</translation>
    </message>
    <message>
        <location filename="../ui/window/detecting.py"/>
        <source>Detections ({raster})</source>
        <translation>Erkannte Objekte ({raster})</translation>
    </message>
    <message>
        <location filename="../ui/window/detecting.py"/>
        <source>Earthscribe detects objects</source>
        <translation>Earthscribe erkennt Objekte</translation>
    </message>
    <message>
        <location filename="../ui/window/detecting.py"/>
        <source>Earthscribe looks at its model</source>
        <translation>Earthscribe betrachtet sein Modell</translation>
    </message>
    <message>
        <location filename="../ui/window/detecting.py"/>
        <source>Found in view: {tally}.</source>
        <translation>Im Ausschnitt gefunden: {tally}.</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation type="vanished">Das Modell wird geladen…</translation>
    </message>
    <message>
        <source>Looking for objects…</source>
        <translation type="vanished">Objekte werden gesucht…</translation>
    </message>
    <message>
        <source>Looking for the scale…</source>
        <translation type="vanished">Der Maßstab wird gesucht…</translation>
    </message>
    <message>
        <location filename="../ui/window/detecting.py"/>
        <source>Nothing was found in view.</source>
        <translation>Im Ausschnitt wurde nichts gefunden.</translation>
    </message>
    <message>
        <location filename="../ui/window/detecting.py"/>
        <source>Opening the raster…</source>
        <translation>Das Raster wird geöffnet…</translation>
    </message>
    <message>
        <source>Reading the layer…</source>
        <translation type="vanished">Der Layer wird gelesen…</translation>
    </message>
    <message>
        <source>Starting the model process…</source>
        <translation type="vanished">Der Modellprozess wird gestartet…</translation>
    </message>
    <message>
        <location filename="../ui/window/detecting.py"/>
        <source>Starting…</source>
        <translation>Startet…</translation>
    </message>
    <message>
        <location filename="../ui/window/detecting.py"/>
        <source>Stopped.</source>
        <translation>Gestoppt.</translation>
    </message>
    <message>
        <location filename="../ui/window/detecting.py"/>
        <source>The model that detects objects is not there. Install Earthscribe again.</source>
        <translation>Das Modell, das Objekte erkennt, ist nicht da. Earthscribe bitte neu installieren.</translation>
    </message>
    <message>
        <location filename="../ui/window/detecting.py"/>
        <source>{step} {count} found</source>
        <translation>{step} {count} gefunden</translation>
    </message>
</context>
<context>
    <name>Detections</name>
    <message>
        <location filename="../ui/host/detection_layer.py"/>
        <source>Alternatives</source>
        <translation>Alternativen</translation>
    </message>
    <message>
        <location filename="../ui/host/detection_layer.py"/>
        <source>Length (pixels)</source>
        <translation>Länge (Pixel)</translation>
    </message>
    <message>
        <location filename="../ui/host/detection_layer.py"/>
        <source>Pixel size from</source>
        <translation>Pixelgröße aus</translation>
    </message>
    <message>
        <location filename="../ui/host/detection_layer.py"/>
        <source>Width (pixels)</source>
        <translation>Breite (Pixel)</translation>
    </message>
    <message>
        <location filename="../ui/host/detection_layer.py"/>
        <source>airplane</source>
        <translation>Flugzeug</translation>
    </message>
    <message>
        <location filename="../ui/host/detection_layer.py"/>
        <source>bicycle</source>
        <translation>Fahrrad</translation>
    </message>
    <message>
        <location filename="../ui/host/detection_layer.py"/>
        <source>building</source>
        <translation>Gebäude</translation>
    </message>
    <message>
        <location filename="../ui/host/detection_layer.py"/>
        <source>bus or truck</source>
        <translation>Bus oder Lkw</translation>
    </message>
    <message>
        <location filename="../ui/host/detection_layer.py"/>
        <source>car</source>
        <translation>Auto</translation>
    </message>
    <message>
        <location filename="../ui/host/detection_layer.py"/>
        <source>other</source>
        <translation>andere</translation>
    </message>
    <message>
        <location filename="../ui/host/detection_layer.py"/>
        <source>other vehicle</source>
        <translation>anderes Fahrzeug</translation>
    </message>
    <message>
        <location filename="../ui/host/detection_layer.py"/>
        <source>person</source>
        <translation>Person</translation>
    </message>
    <message>
        <location filename="../ui/host/detection_layer.py"/>
        <source>ship</source>
        <translation>Schiff</translation>
    </message>
    <message>
        <location filename="../ui/host/detection_layer.py"/>
        <source>sports court</source>
        <translation>Sportplatz</translation>
    </message>
    <message>
        <location filename="../ui/host/detection_layer.py"/>
        <source>storage tank</source>
        <translation>Tank</translation>
    </message>
    <message>
        <location filename="../ui/host/detection_layer.py"/>
        <source>swimming pool</source>
        <translation>Schwimmbecken</translation>
    </message>
    <message>
        <location filename="../ui/host/detection_layer.py"/>
        <source>tree</source>
        <translation>Baum</translation>
    </message>
</context>
<context>
    <name>DrawBar</name>
    <message>
        <location filename="../ui/drawing/draw_bar.py"/>
        <source>&amp;From selected polygons</source>
        <translation>A&amp;us gewählten Polygonen</translation>
    </message>
    <message>
        <location filename="../ui/drawing/draw_bar.py"/>
        <source>A box round each selected polygon of the active vector layer; the polygon stays the feature's shape</source>
        <translation>Ein Rahmen um jedes gewählte Polygon des aktiven Vektorlayers; das Polygon bleibt die Form des Objekts</translation>
    </message>
    <message>
        <location filename="../ui/drawing/draw_bar.py"/>
        <source>Adjust before describing</source>
        <translation>Vor dem Beschreiben anpassen</translation>
    </message>
    <message>
        <location filename="../ui/drawing/draw_bar.py"/>
        <source>Adjust each new box by its handles first; Enter on the canvas describes it</source>
        <translation>Jeden neuen Rahmen zuerst an den Griffen anpassen; die Eingabetaste auf der Karte beschreibt ihn</translation>
    </message>
    <message>
        <source>Click both ends of an edge, then the width; or drag for a box along the picture's rows;
or Shift+click to stamp a box of the size below. Esc begins anew.</source>
        <translation type="vanished">Beide Enden einer Kante anklicken, dann die Breite; oder ziehen für einen Rahmen entlang der Bildzeilen;
oder mit Umschalt+Klick einen Rahmen der Größe unten setzen. Esc beginnt von vorn.</translation>
    </message>
    <message>
        <location filename="../ui/drawing/draw_bar.py"/>
        <source>Click both ends of an edge, then the width; or drag for a box along the picture's rows;
or Shift+click to stamp a box of the size below; or Ctrl+click an object to have its box found.
Esc begins anew.</source>
        <translation>Beide Enden einer Kante anklicken, dann die Breite; oder ziehen für einen Rahmen entlang der Bildzeilen;
oder mit Umschalt+Klick einen Rahmen der Größe unten setzen; oder mit Strg+Klick den Rahmen eines Objekts finden lassen.
Esc beginnt von vorn.</translation>
    </message>
    <message>
        <location filename="../ui/drawing/draw_bar.py"/>
        <source>Draw a &amp;box</source>
        <translation>Rahmen &amp;zeichnen</translation>
    </message>
    <message>
        <location filename="../ui/drawing/draw_bar.py"/>
        <source>Draw a box</source>
        <translation>Rahmen zeichnen</translation>
    </message>
    <message>
        <location filename="../ui/drawing/draw_bar.py"/>
        <source>From selected polygons</source>
        <translation>Aus gewählten Polygonen</translation>
    </message>
</context>
<context>
    <name>EarthscribePlugin</name>
    <message>
        <location filename="../plugin.py"/>
        <source>Describe an object…</source>
        <translation>Objekt beschreiben…</translation>
    </message>
    <message>
        <location filename="../plugin.py"/>
        <source>Draw a box to describe</source>
        <translation>Rahmen zum Beschreiben zeichnen</translation>
    </message>
    <message>
        <location filename="../plugin.py"/>
        <source>Earthscribe: describe an object on a raster</source>
        <translation>Earthscribe: ein Objekt auf einem Raster beschreiben</translation>
    </message>
    <message>
        <location filename="../plugin.py"/>
        <source>Earthscribe: first steps</source>
        <translation>Earthscribe: erste Schritte</translation>
    </message>
</context>
<context>
    <name>ExchangeDialog</name>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>&amp;Copy all</source>
        <translation>Alles &amp;kopieren</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>Answer:</source>
        <translation>Antwort:</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>Both texts to the clipboard, without the pictures</source>
        <translation>Beide Texte in die Zwischenablage, ohne die Bilder</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>Ended</source>
        <translation>Ende</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>Measurements:</source>
        <translation>Messungen:</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>Nothing left this machine: the description was composed from measurements.</source>
        <translation>Nichts hat diesen Rechner verlassen: Die Beschreibung wurde aus Messungen zusammengesetzt.</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>Picture {number}</source>
        <translation>Bild {number}</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>Question:</source>
        <translation>Frage:</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>Request and answer of object {number}</source>
        <translation>Anfrage und Antwort zu Objekt {number}</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>Seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>State of the model</source>
        <translation>Zustand des Modells</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>The picture is not kept any more; it was made again from the raster.</source>
        <translation>Das Bild ist nicht mehr aufbewahrt; es wurde aus dem Raster neu erzeugt.</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>What came back</source>
        <translation>Was zurückkam</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>What was sent</source>
        <translation>Was gesendet wurde</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>{width} × {height} px</source>
        <translation>{width} × {height} px</translation>
    </message>
    <message>
        <location filename="../ui/window/exchange_dialog.py"/>
        <source>{width} × {height} px, PNG</source>
        <translation>{width} × {height} px, PNG</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <location filename="../ui/dock/find_bar.py"/>
        <source>All classes</source>
        <translation>Alle Klassen</translation>
    </message>
    <message>
        <source>Dete&amp;ct in view</source>
        <translation type="vanished">Im Ausschnitt er&amp;kennen</translation>
    </message>
    <message>
        <location filename="../ui/dock/find_bar.py"/>
        <source>Detect in view</source>
        <translation>Im Ausschnitt erkennen</translation>
    </message>
    <message>
        <location filename="../ui/dock/find_bar.py"/>
        <source>End the search; what was found stays</source>
        <translation>Die Suche beenden; was gefunden wurde, bleibt</translation>
    </message>
    <message>
        <location filename="../ui/dock/find_bar.py"/>
        <source>Find all objects of known classes in the part of the raster that the map shows;
they become a layer of their own</source>
        <translation>Alle Objekte bekannter Klassen in dem Teil des Rasters finden, den die Karte zeigt;
sie bilden einen eigenen Layer</translation>
    </message>
    <message>
        <location filename="../ui/dock/find_bar.py"/>
        <source>How far it is</source>
        <translation>Wie weit es ist</translation>
    </message>
    <message>
        <location filename="../ui/dock/find_bar.py"/>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop d&amp;etecting</source>
        <translation type="vanished">Erkennen stop&amp;pen</translation>
    </message>
    <message>
        <location filename="../ui/dock/find_bar.py"/>
        <source>Stop detecting</source>
        <translation>Erkennen stoppen</translation>
    </message>
    <message>
        <location filename="../ui/dock/find_bar.py"/>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <location filename="../ui/dock/find_bar.py"/>
        <source>Which classes</source>
        <translation>Welche Klassen</translation>
    </message>
    <message>
        <location filename="../ui/dock/find_bar.py"/>
        <source>Which classes are looked for</source>
        <translation>Welche Klassen gesucht werden</translation>
    </message>
    <message>
        <location filename="../ui/dock/find_bar.py"/>
        <source>Which classes are looked for: {classes}</source>
        <translation>Gesuchte Klassen: {classes}</translation>
    </message>
    <message>
        <location filename="../ui/dock/find_bar.py"/>
        <source>all</source>
        <translation>alle</translation>
    </message>
</context>
<context>
    <name>FindingsList</name>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>Findings about this machine</source>
        <translation>Befunde zu diesem Rechner</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>What Earthscribe found on this machine, each with what to do about it</source>
        <translation>Was Earthscribe auf diesem Rechner fand, jeweils mit dem, was zu tun ist</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>fine</source>
        <translation>gut</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>problem</source>
        <translation>Problem</translation>
    </message>
</context>
<context>
    <name>GeneralTab</name>
    <message>
        <location filename="../ui/options/general_tab.py"/>
        <source>&amp;Your name</source>
        <translation>Eigener &amp;Name</translation>
    </message>
    <message>
        <location filename="../ui/options/general_tab.py"/>
        <source>Analyst</source>
        <translation>Bearbeitung</translation>
    </message>
    <message>
        <location filename="../ui/options/general_tab.py"/>
        <source>Data folder</source>
        <translation>Datenordner</translation>
    </message>
    <message>
        <location filename="../ui/options/general_tab.py"/>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <location filename="../ui/options/general_tab.py"/>
        <source>Delete the kept pictures and raw answers? Descriptions stay, but their pictures cannot be opened any more.</source>
        <translation>Die aufbewahrten Bilder und Rohantworten löschen? Die Beschreibungen bleiben, aber ihre Bilder lassen sich nicht mehr öffnen.</translation>
    </message>
    <message>
        <location filename="../ui/options/general_tab.py"/>
        <source>Delete the pictures and raw answers that are kept to check descriptions</source>
        <translation>Die Bilder und Rohantworten löschen, die zum Prüfen von Beschreibungen aufbewahrt werden</translation>
    </message>
    <message>
        <location filename="../ui/options/general_tab.py"/>
        <source>Earthscribe</source>
        <translation>Earthscribe</translation>
    </message>
    <message>
        <location filename="../ui/options/general_tab.py"/>
        <source>Earthscribe empties its data folder</source>
        <translation>Earthscribe leert seinen Datenordner</translation>
    </message>
    <message>
        <location filename="../ui/options/general_tab.py"/>
        <source>Earthscribe looks at its data folder</source>
        <translation>Earthscribe betrachtet seinen Datenordner</translation>
    </message>
    <message>
        <location filename="../ui/options/general_tab.py"/>
        <source>Empty…</source>
        <translation>Leeren…</translation>
    </message>
    <message>
        <location filename="../ui/options/general_tab.py"/>
        <source>Kept pictures and answers: {kept}. Everything in the folder: {whole}.</source>
        <translation>Aufbewahrte Bilder und Antworten: {kept}. Alles im Ordner: {whole}.</translation>
    </message>
    <message>
        <location filename="../ui/options/general_tab.py"/>
        <source>Looking how much it takes…</source>
        <translation>Wie viel er belegt, wird ermittelt…</translation>
    </message>
    <message>
        <location filename="../ui/options/general_tab.py"/>
        <source>Measured descriptions and servers work without any set-up. More models need packages of their own, which never touch QGIS.</source>
        <translation>Gemessene Beschreibungen und Server gehen ohne jede Einrichtung. Weitere Modelle brauchen eigene Pakete, die QGIS nie berühren.</translation>
    </message>
    <message>
        <location filename="../ui/options/general_tab.py"/>
        <source>Models on this machine</source>
        <translation>Modelle auf diesem Rechner</translation>
    </message>
    <message>
        <location filename="../ui/options/general_tab.py"/>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <location filename="../ui/options/general_tab.py"/>
        <source>Recorded with every description you keep; nothing of it is sent anywhere</source>
        <translation>Wird mit jeder behaltenen Beschreibung vermerkt; nichts davon wird gesendet</translation>
    </message>
    <message>
        <location filename="../ui/options/general_tab.py"/>
        <source>See what is installed; install, repair or remove it</source>
        <translation>Sehen, was installiert ist; es installieren, reparieren oder entfernen</translation>
    </message>
    <message>
        <location filename="../ui/options/general_tab.py"/>
        <source>Set-up…</source>
        <translation>Einrichtung…</translation>
    </message>
    <message>
        <location filename="../ui/options/general_tab.py"/>
        <source>Show the folder</source>
        <translation>Den Ordner zeigen</translation>
    </message>
    <message>
        <location filename="../ui/options/general_tab.py"/>
        <source>The environment variable EARTHSCRIBE_HOME moves it</source>
        <translation>Die Umgebungsvariable EARTHSCRIBE_HOME verlegt ihn</translation>
    </message>
    <message>
        <location filename="../ui/options/general_tab.py"/>
        <source>Your name in kept descriptions</source>
        <translation>Der Name in behaltenen Beschreibungen</translation>
    </message>
</context>
<context>
    <name>InstallBox</name>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>&amp;Install</source>
        <translation>&amp;Installieren</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>Ca&amp;ncel</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>Download everything into a folder, to carry it to a machine without network</source>
        <translation>Alles in einen Ordner herunterladen, um es auf einen Rechner ohne Netz zu bringen</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>Fill a fol&amp;der…</source>
        <translation>Or&amp;dner füllen…</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>How far the set-up is</source>
        <translation>Wie weit die Einrichtung ist</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>Install what is chosen above; what is in use stays until the new one works</source>
        <translation>Installieren, was oben gewählt ist; was in Gebrauch ist, bleibt, bis das Neue geht</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>Progress of the set-up</source>
        <translation>Fortschritt der Einrichtung</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>Stop; what was downloaded is kept for the next try</source>
        <translation>Anhalten; Heruntergeladenes bleibt für den nächsten Versuch</translation>
    </message>
</context>
<context>
    <name>InstructionEdit</name>
    <message>
        <location filename="../ui/dock/instruction.py"/>
        <source>Added to every question to a model on a server, such as “Name the roof's material”; with = in front it is a QGIS expression, which knows @box_length_m, @box_width_m and @box_azimuth</source>
        <translation>Wird an jede Frage an ein Modell auf einem Server angehängt, etwa „Nenne das Material des Dachs“; mit = davor ist es ein QGIS-Ausdruck, der @box_length_m, @box_width_m und @box_azimuth kennt</translation>
    </message>
    <message>
        <location filename="../ui/dock/instruction.py"/>
        <source>Build the instruction with a QGIS expression</source>
        <translation>Die Vorgabe mit einem QGIS-Ausdruck zusammensetzen</translation>
    </message>
    <message>
        <location filename="../ui/dock/instruction.py"/>
        <source>Expression</source>
        <translation>Ausdruck</translation>
    </message>
    <message>
        <location filename="../ui/dock/instruction.py"/>
        <source>House instruction</source>
        <translation>Hausvorgabe</translation>
    </message>
    <message>
        <location filename="../ui/dock/instruction.py"/>
        <source>This expression cannot be read yet.</source>
        <translation>Dieser Ausdruck ist noch nicht lesbar.</translation>
    </message>
    <message>
        <location filename="../ui/dock/instruction.py"/>
        <source>What is wrong with the expression</source>
        <translation>Was am Ausdruck falsch ist</translation>
    </message>
    <message>
        <location filename="../ui/dock/instruction.py"/>
        <source>Words, or = expression</source>
        <translation>Worte oder = Ausdruck</translation>
    </message>
</context>
<context>
    <name>Keeping</name>
    <message>
        <location filename="../ui/results/keeping.py"/>
        <source>Added to {file}. Save the edits of its layer to keep it.</source>
        <translation>Zu {file} hinzugefügt. Die Änderungen des Layers speichern, um es zu behalten.</translation>
    </message>
    <message>
        <location filename="../ui/results/keeping.py"/>
        <source>Descriptions</source>
        <translation>Beschreibungen</translation>
    </message>
    <message>
        <location filename="../ui/results/keeping.py"/>
        <source>Earthscribe keeps a description</source>
        <translation>Earthscribe behält eine Beschreibung</translation>
    </message>
    <message>
        <location filename="../ui/results/keeping.py"/>
        <source>Keep descriptions in</source>
        <translation>Beschreibungen behalten in</translation>
    </message>
    <message>
        <location filename="../ui/results/keeping.py"/>
        <source>Kept in {file} as rejected.</source>
        <translation>In {file} als abgelehnt behalten.</translation>
    </message>
    <message>
        <location filename="../ui/results/keeping.py"/>
        <source>Kept in {file}.</source>
        <translation>In {file} behalten.</translation>
    </message>
    <message>
        <location filename="../ui/results/keeping.py"/>
        <source>The filter of the layer hides it.</source>
        <translation>Der Filter des Layers verbirgt es.</translation>
    </message>
    <message>
        <location filename="../ui/results/keeping.py"/>
        <source>Too long for their fields and left out: {fields}.</source>
        <translation>Zu lang für ihre Felder und weggelassen: {fields}.</translation>
    </message>
    <message>
        <location filename="../ui/results/keeping.py"/>
        <source>What could not be kept when QGIS was closed stands in {file}.</source>
        <translation>Was beim Schließen von QGIS nicht behalten werden konnte, steht in {file}.</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <location filename="../ui/options/key_field.py"/>
        <source>A new entry</source>
        <translation>Ein neuer Eintrag</translation>
    </message>
    <message>
        <location filename="../ui/options/key_field.py"/>
        <source>Entry of the authentication manager</source>
        <translation>Eintrag der Authentifizierungsverwaltung</translation>
    </message>
    <message>
        <location filename="../ui/options/key_field.py"/>
        <source>Environment variable</source>
        <translation>Umgebungsvariable</translation>
    </message>
    <message>
        <location filename="../ui/options/key_field.py"/>
        <source>In QGIS' authentication manager</source>
        <translation>In der Authentifizierungsverwaltung von QGIS</translation>
    </message>
    <message>
        <location filename="../ui/options/key_field.py"/>
        <source>In an environment variable</source>
        <translation>In einer Umgebungsvariable</translation>
    </message>
    <message>
        <location filename="../ui/options/key_field.py"/>
        <source>Kept; paste another one to change it</source>
        <translation>Behalten; zum Ändern einen anderen einfügen</translation>
    </message>
    <message>
        <location filename="../ui/options/key_field.py"/>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <location filename="../ui/options/key_field.py"/>
        <source>No key of its own</source>
        <translation>Kein eigener Schlüssel</translation>
    </message>
    <message>
        <location filename="../ui/options/key_field.py"/>
        <source>Paste the key here</source>
        <translation>Den Schlüssel hier einfügen</translation>
    </message>
    <message>
        <location filename="../ui/options/key_field.py"/>
        <source>QGIS has to be started with it.</source>
        <translation>QGIS muss mit ihr gestartet werden.</translation>
    </message>
    <message>
        <location filename="../ui/options/key_field.py"/>
        <source>Where the key is</source>
        <translation>Wo der Schlüssel ist</translation>
    </message>
    <message>
        <location filename="../ui/options/key_field.py"/>
        <source>{id} (not there any more)</source>
        <translation>{id} (nicht mehr vorhanden)</translation>
    </message>
</context>
<context>
    <name>LanguageBox</name>
    <message>
        <location filename="../ui/dock/language_box.py"/>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <location filename="../ui/dock/language_box.py"/>
        <source>The language of the answer; choose one, or type the code of another</source>
        <translation>Die Sprache der Antwort; eine auswählen oder das Kürzel einer anderen eintippen</translation>
    </message>
</context>
<context>
    <name>LogBox</name>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>Log of the set-up</source>
        <translation>Protokoll der Einrichtung</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>What is being done, line by line; it is kept in the data folder, too</source>
        <translation>Was getan wird, Zeile für Zeile; es bleibt auch im Datenordner</translation>
    </message>
</context>
<context>
    <name>MappingDialog</name>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>&amp;Add missing fields</source>
        <translation>&amp;Fehlende Felder hinzufügen</translation>
    </message>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>&amp;Match by name</source>
        <translation>Nach &amp;Namen zuordnen</translation>
    </message>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>Add a field to the layer for each line above that has none</source>
        <translation>Dem Layer für jede Zeile oben, die keines hat, ein Feld hinzufügen</translation>
    </message>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>Add missing fields</source>
        <translation>Fehlende Felder hinzufügen</translation>
    </message>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>Choose the fields whose name or alias fits</source>
        <translation>Die Felder auswählen, deren Name oder Alias passt</translation>
    </message>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>Choose what goes into which field of the layer. What goes into none is not kept.</source>
        <translation>Auswählen, was in welches Feld des Layers kommt. Was in keines kommt, wird nicht behalten.</translation>
    </message>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>Field of the layer</source>
        <translation>Feld des Layers</translation>
    </message>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>Fields of “{layer}”</source>
        <translation>Felder von „{layer}“</translation>
    </message>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>Match by name</source>
        <translation>Nach Namen zuordnen</translation>
    </message>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>Not kept</source>
        <translation>Nicht behalten</translation>
    </message>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>Of the description</source>
        <translation>Aus der Beschreibung</translation>
    </message>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>Show &amp;technical fields</source>
        <translation>&amp;Technische Felder zeigen</translation>
    </message>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>Show technical fields</source>
        <translation>Technische Felder zeigen</translation>
    </message>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>The description itself goes nowhere yet.</source>
        <translation>Die Beschreibung selbst kommt noch in kein Feld.</translation>
    </message>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>Where the object lies in the file, which model answered, and how it was asked</source>
        <translation>Wo das Objekt in der Datei liegt, welches Modell geantwortet hat und wie es gefragt wurde</translation>
    </message>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>as text</source>
        <translation>als Text</translation>
    </message>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>at most {count} bytes</source>
        <translation>höchstens {count} Bytes</translation>
    </message>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>at most {count} characters</source>
        <translation>höchstens {count} Zeichen</translation>
    </message>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>only the day</source>
        <translation>nur der Tag</translation>
    </message>
    <message>
        <location filename="../ui/results/mapping_dialog.py"/>
        <source>{count} fields were added to the layer.</source>
        <translation>{count} Felder wurden dem Layer hinzugefügt.</translation>
    </message>
</context>
<context>
    <name>ModelChoice</name>
    <message>
        <location filename="../ui/models.py"/>
        <source>Bundled model</source>
        <translation>Mitgeliefertes Modell</translation>
    </message>
    <message>
        <location filename="../ui/models.py"/>
        <source>Choose one of its models in the options.</source>
        <translation>In den Optionen eines seiner Modelle auswählen.</translation>
    </message>
    <message>
        <location filename="../ui/models.py"/>
        <source>Echo (for developers)</source>
        <translation>Echo (für Entwicklung)</translation>
    </message>
    <message>
        <location filename="../ui/models.py"/>
        <source>Its key is not in QGIS' authentication manager any more: give it again in the options.</source>
        <translation>Sein Schlüssel ist nicht mehr in der Authentifizierungsverwaltung von QGIS: In den Optionen erneut angeben.</translation>
    </message>
    <message>
        <location filename="../ui/models.py"/>
        <source>Measured description</source>
        <translation>Gemessene Beschreibung</translation>
    </message>
    <message>
        <location filename="../ui/models.py"/>
        <source>The environment variable {name} holds no key.</source>
        <translation>Die Umgebungsvariable {name} enthält keinen Schlüssel.</translation>
    </message>
</context>
<context>
    <name>ModelState</name>
    <message>
        <location filename="../ui/dock/model_state.py"/>
        <source>Enter key…</source>
        <translation>Schlüssel eingeben…</translation>
    </message>
    <message>
        <location filename="../ui/dock/model_state.py"/>
        <source>Install or enter what this model lacks</source>
        <translation>Installieren oder eingeben, was diesem Modell fehlt</translation>
    </message>
    <message>
        <location filename="../ui/dock/model_state.py"/>
        <source>Set up the model</source>
        <translation>Das Modell einrichten</translation>
    </message>
    <message>
        <location filename="../ui/dock/model_state.py"/>
        <source>Set up…</source>
        <translation>Einrichten…</translation>
    </message>
    <message>
        <location filename="../ui/dock/model_state.py"/>
        <source>State of the model</source>
        <translation>Zustand des Modells</translation>
    </message>
</context>
<context>
    <name>Network</name>
    <message>
        <location filename="../ui/host/network.py"/>
        <source>A proxy is switched on in QGIS, but it has no host name.</source>
        <translation>In QGIS ist ein Proxy eingeschaltet, aber er hat keinen Rechnernamen.</translation>
    </message>
    <message>
        <location filename="../ui/host/network.py"/>
        <source>No proxy is set in QGIS.</source>
        <translation>In QGIS ist kein Proxy eingestellt.</translation>
    </message>
    <message>
        <location filename="../ui/host/network.py"/>
        <source>QGIS uses the SOCKS proxy {place}. Servers are reached through it only when the package socksio is in Earthscribe's environment.</source>
        <translation>QGIS benutzt den SOCKS-Proxy {place}. Server sind über ihn nur erreichbar, wenn das Paket socksio in der Umgebung von Earthscribe ist.</translation>
    </message>
    <message>
        <location filename="../ui/host/network.py"/>
        <source>QGIS uses the proxy of the system, and so does Earthscribe. A proxy that a script (PAC) chooses is not seen: name it in QGIS' options under Network.</source>
        <translation>QGIS benutzt den Proxy des Systems, und Earthscribe auch. Ein Proxy, den ein Skript (PAC) wählt, wird nicht gesehen: In den QGIS-Optionen unter Netzwerk angeben.</translation>
    </message>
    <message>
        <location filename="../ui/host/network.py"/>
        <source>Servers are asked through the proxy {place}, as set in QGIS.</source>
        <translation>Server werden über den Proxy {place} gefragt, wie in QGIS eingestellt.</translation>
    </message>
    <message>
        <location filename="../ui/host/network.py"/>
        <source>the proxy</source>
        <translation>der Proxy</translation>
    </message>
</context>
<context>
    <name>ObjectTools</name>
    <message>
        <location filename="../ui/window/object_tools.py"/>
        <source>Azimuth: {degrees}°</source>
        <translation>Azimut: {degrees}°</translation>
    </message>
    <message>
        <location filename="../ui/window/object_tools.py"/>
        <source>Copied to the clipboard.</source>
        <translation>In die Zwischenablage kopiert.</translation>
    </message>
    <message>
        <location filename="../ui/window/object_tools.py"/>
        <source>Earthscribe looks up what was sent</source>
        <translation>Earthscribe sieht nach, was gesendet wurde</translation>
    </message>
    <message>
        <location filename="../ui/window/object_tools.py"/>
        <source>Middle: {x}, {y} ({crs})</source>
        <translation>Mitte: {x}, {y} ({crs})</translation>
    </message>
    <message>
        <location filename="../ui/window/object_tools.py"/>
        <source>Model: {name}</source>
        <translation>Modell: {name}</translation>
    </message>
    <message>
        <location filename="../ui/window/object_tools.py"/>
        <source>No program opens pictures here. It stands in {path}.</source>
        <translation>Hier öffnet kein Programm Bilder. Es steht in {path}.</translation>
    </message>
    <message>
        <location filename="../ui/window/object_tools.py"/>
        <source>Raster: {name}</source>
        <translation>Raster: {name}</translation>
    </message>
    <message>
        <location filename="../ui/window/object_tools.py"/>
        <source>Size: {length} × {width} m</source>
        <translation>Größe: {length} × {width} m</translation>
    </message>
    <message>
        <location filename="../ui/window/object_tools.py"/>
        <source>Taken: {date}</source>
        <translation>Aufgenommen: {date}</translation>
    </message>
    <message>
        <location filename="../ui/window/object_tools.py"/>
        <source>The picture of this object is not kept.</source>
        <translation>Das Bild dieses Objekts ist nicht aufbewahrt.</translation>
    </message>
    <message>
        <location filename="../ui/window/object_tools.py"/>
        <source>no CRS</source>
        <translation>kein KBS</translation>
    </message>
</context>
<context>
    <name>ObjectsBox</name>
    <message>
        <location filename="../ui/dock/objects_list.py"/>
        <source>Begin none of those that wait, and end the one at work</source>
        <translation>Keines der wartenden beginnen und das laufende beenden</translation>
    </message>
    <message>
        <location filename="../ui/dock/objects_list.py"/>
        <source>Click an object to see it on the map and its text below; Delete forgets the one shown</source>
        <translation>Ein Objekt anklicken, um es auf der Karte und seinen Text unten zu sehen; Entf vergisst das gezeigte</translation>
    </message>
    <message>
        <location filename="../ui/dock/objects_list.py"/>
        <source>Go to the object after this one</source>
        <translation>Zum Objekt nach diesem gehen</translation>
    </message>
    <message>
        <location filename="../ui/dock/objects_list.py"/>
        <source>Go to the object before this one</source>
        <translation>Zum Objekt vor diesem gehen</translation>
    </message>
    <message>
        <location filename="../ui/dock/objects_list.py"/>
        <source>Next object</source>
        <translation>Nächstes Objekt</translation>
    </message>
    <message>
        <location filename="../ui/dock/objects_list.py"/>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <location filename="../ui/dock/objects_list.py"/>
        <source>Objects of this session</source>
        <translation>Objekte dieser Sitzung</translation>
    </message>
    <message>
        <location filename="../ui/dock/objects_list.py"/>
        <source>Objects: {number}</source>
        <translation>Objekte: {number}</translation>
    </message>
    <message>
        <location filename="../ui/dock/objects_list.py"/>
        <source>Previous object</source>
        <translation>Voriges Objekt</translation>
    </message>
    <message>
        <location filename="../ui/dock/objects_list.py"/>
        <source>Stop all</source>
        <translation>Alle anhalten</translation>
    </message>
    <message>
        <location filename="../ui/dock/objects_list.py"/>
        <source>being described</source>
        <translation>wird beschrieben</translation>
    </message>
    <message>
        <location filename="../ui/dock/objects_list.py"/>
        <source>being kept</source>
        <translation>wird geschrieben</translation>
    </message>
    <message>
        <location filename="../ui/dock/objects_list.py"/>
        <source>being looked at</source>
        <translation>wird betrachtet</translation>
    </message>
    <message>
        <location filename="../ui/dock/objects_list.py"/>
        <source>being prepared</source>
        <translation>wird vorbereitet</translation>
    </message>
    <message>
        <location filename="../ui/dock/objects_list.py"/>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <location filename="../ui/dock/objects_list.py"/>
        <source>kept</source>
        <translation>behalten</translation>
    </message>
    <message>
        <location filename="../ui/dock/objects_list.py"/>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <location filename="../ui/dock/objects_list.py"/>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <location filename="../ui/dock/objects_list.py"/>
        <source>to be accepted or rejected</source>
        <translation>anzunehmen oder abzulehnen</translation>
    </message>
    <message>
        <location filename="../ui/dock/objects_list.py"/>
        <source>waiting, next one</source>
        <translation>wartet, ist das nächste</translation>
    </message>
    <message>
        <location filename="../ui/dock/objects_list.py"/>
        <source>waiting, place {place}</source>
        <translation>wartet, Platz {place}</translation>
    </message>
    <message>
        <location filename="../ui/dock/objects_list.py"/>
        <source>{number} waiting</source>
        <translation>{number} warten</translation>
    </message>
</context>
<context>
    <name>Offering</name>
    <message>
        <location filename="../ui/window/offering.py"/>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <location filename="../ui/window/offering.py"/>
        <source>Starting…</source>
        <translation>Startet…</translation>
    </message>
    <message>
        <location filename="../ui/window/offering.py"/>
        <source>{step} {percent} %</source>
        <translation>{step} {percent} %</translation>
    </message>
</context>
<context>
    <name>OptionRow</name>
    <message>
        <location filename="../ui/options/option_form.py"/>
        <source>Back to the default</source>
        <translation>Zurück zur Vorgabe</translation>
    </message>
    <message>
        <location filename="../ui/options/option_form.py"/>
        <source>Back to the default: {label}</source>
        <translation>Zurück zur Vorgabe: {label}</translation>
    </message>
    <message>
        <location filename="../ui/options/option_form.py"/>
        <source>Help: {label}</source>
        <translation>Hilfe: {label}</translation>
    </message>
    <message>
        <location filename="../ui/options/option_form.py"/>
        <source>There is no such file.</source>
        <translation>Diese Datei gibt es nicht.</translation>
    </message>
</context>
<context>
    <name>OptionWords</name>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source> m per pixel</source>
        <translation> m je Pixel</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source> pixels</source>
        <translation> Pixel</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source> seconds</source>
        <translation> Sekunden</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source> tokens</source>
        <translation> Token</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source> × the box</source>
        <translation> × der Rahmen</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>A PEM file with the certificate authorities of your organisation. Those that are in QGIS are trusted anyway.</source>
        <translation>Eine PEM-Datei mit den Zertifizierungsstellen der eigenen Organisation. Denen in QGIS wird ohnehin vertraut.</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>A standing instruction that follows every question to models on servers, such as the terms to use.</source>
        <translation>Eine feste Vorgabe, die jeder Frage an Modelle auf Servern folgt, etwa die zu verwendenden Begriffe.</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>After this rest a model gives its memory back.</source>
        <translation>Nach dieser Ruhe gibt ein Modell seinen Speicher zurück.</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>After this time an answer is given up.</source>
        <translation>Nach dieser Zeit wird eine Antwort aufgegeben.</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>As the raster says</source>
        <translation>Wie das Raster es sagt</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Authorities to trust</source>
        <translation>Vertraute Zertifizierungsstellen</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Bands</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Bands to show as red,green,blue, or one as grey: numbers, names or wavelengths such as 665nm. Leave it empty to let the raster decide.</source>
        <translation>Kanäle für Rot,Grün,Blau oder einer für Grau: Nummern, Namen oder Wellenlängen wie 665nm. Leer lassen, damit das Raster entscheidet.</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Both</source>
        <translation>Beide</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Chosen by the object's size</source>
        <translation>Nach der Größe des Objekts gewählt</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Deadline</source>
        <translation>Frist</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Describe the object.</source>
        <translation>Beschreibe das Objekt.</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>House instruction</source>
        <translation>Hausvorgabe</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>How long the model process may take to start.</source>
        <translation>Wie lange der Modellprozess zum Starten brauchen darf.</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>How much is shown on each side of the box, in sizes of the box.</source>
        <translation>Wie viel auf jeder Seite des Rahmens gezeigt wird, in Rahmengrößen.</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>How often a server is asked that is busy or out of reach.</source>
        <translation>Wie oft ein Server gefragt wird, der beschäftigt oder nicht erreichbar ist.</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Imperial</source>
        <translation>Angloamerikanisch</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Infrared</source>
        <translation>Infrarot</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Largest picture</source>
        <translation>Größtes Bild</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Longest answer</source>
        <translation>Längste Antwort</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Longest silence</source>
        <translation>Längste Stille</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Metres on the ground per pixel of layers without pixels of their own, such as web maps.</source>
        <translation>Meter am Boden je Pixel bei Layern ohne eigene Pixel, etwa Webkarten.</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Metric</source>
        <translation>Metrisch</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Model process</source>
        <translation>Modellprozess</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Models on servers stop writing there. A token is about three quarters of a word.</source>
        <translation>Dort hören Modelle auf Servern auf zu schreiben. Ein Token ist etwa drei Viertel eines Wortes.</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Multispectral</source>
        <translation>Multispektral</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Optical</source>
        <translation>Optisch</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Own question</source>
        <translation>Eigene Frage</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Pictures and raw answers are kept up to this size, so that every answer can be checked; the oldest go first.</source>
        <translation>Bilder und Rohantworten werden bis zu dieser Größe aufbewahrt, damit sich jede Antwort prüfen lässt; die ältesten gehen zuerst.</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Pictures for servers</source>
        <translation>Bilder für Server</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Question and answer</source>
        <translation>Frage und Antwort</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Radar (SAR)</source>
        <translation>Radar (SAR)</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Resolution of web maps</source>
        <translation>Auflösung von Webkarten</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Rest before unloading</source>
        <translation>Ruhe vor dem Entladen</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Room for kept pictures</source>
        <translation>Platz für aufbewahrte Bilder</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Sensor</source>
        <translation>Sensor</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Surroundings</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>The language of new answers. Measured descriptions speak English; models on servers speak what they learned.</source>
        <translation type="vanished">Die Sprache neuer Antworten. Gemessene Beschreibungen sprechen Englisch; Modelle auf Servern sprechen, was sie gelernt haben.</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>The language of new answers. The bundled model speaks English and German; models on servers speak what they learned.</source>
        <translation>Die Sprache neuer Antworten. Das mitgelieferte Modell spricht Englisch und Deutsch; Modelle auf Servern sprechen, was sie gelernt haben.</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>The longest side of the picture a model sees.</source>
        <translation>Die längste Seite des Bildes, das ein Modell sieht.</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>The object, cut out</source>
        <translation>Das Objekt, ausgeschnitten</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>The units in new answers of the bundled model.</source>
        <translation>Die Einheiten in neuen Antworten des mitgelieferten Modells.</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>The view, with the box drawn in</source>
        <translation>Die Ansicht mit eingezeichnetem Rahmen</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Thermal</source>
        <translation>Thermal</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Time to start</source>
        <translation>Zeit zum Starten</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Tries</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>What a server is sent. Some models take one picture only.</source>
        <translation>Was ein Server bekommt. Manche Modelle nehmen nur ein Bild.</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>What models on servers are asked instead of the built-in question. Leave it empty to ask for a description.</source>
        <translation>Was Modelle auf Servern statt der eingebauten Frage gefragt werden. Leer lassen, um nach einer Beschreibung zu fragen.</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>What took the pictures, where rasters do not say it themselves.</source>
        <translation>Was die Bilder aufgenommen hat, wo Raster es nicht selbst sagen.</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>Without a sign of life for this long the model process is started again.</source>
        <translation>Ohne Lebenszeichen für so lange wird der Modellprozess neu gestartet.</translation>
    </message>
    <message>
        <location filename="../ui/options/option_words.py"/>
        <source>auto, none, percentiles such as 2-98%, or values such as 0..3000; one pair per band is written 0..3000;10..2500;5..1800. Radar values are decibels; linear 0..0.3 takes them as they are stored.</source>
        <translation>auto, none, Perzentile wie 2-98% oder Werte wie 0..3000; ein Paar je Kanal wird 0..3000;10..2500;5..1800 geschrieben. Radarwerte sind Dezibel; linear 0..0.3 nimmt sie, wie sie gespeichert sind.</translation>
    </message>
</context>
<context>
    <name>OptionsPage</name>
    <message>
        <location filename="../ui/options/page.py"/>
        <source>All options</source>
        <translation>Alle Optionen</translation>
    </message>
    <message>
        <location filename="../ui/options/page.py"/>
        <source>Earthscribe</source>
        <translation>Earthscribe</translation>
    </message>
    <message>
        <location filename="../ui/options/page.py"/>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <location filename="../ui/options/page.py"/>
        <source>Not everything could be kept.</source>
        <translation>Nicht alles konnte behalten werden.</translation>
    </message>
    <message>
        <location filename="../ui/options/page.py"/>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <location filename="../ui/options/page.py"/>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <location filename="../ui/window/preview.py"/>
        <source>Earthscribe prepares a picture</source>
        <translation>Earthscribe bereitet ein Bild vor</translation>
    </message>
</context>
<context>
    <name>PrivacyTab</name>
    <message>
        <location filename="../ui/options/privacy_tab.py"/>
        <source>Ask again before pictures are sent there</source>
        <translation>Wieder fragen, bevor Bilder dorthin gesendet werden</translation>
    </message>
    <message>
        <location filename="../ui/options/privacy_tab.py"/>
        <source>Before a server first gets a picture, Earthscribe names it, shows the very pictures and the question, and asks you.</source>
        <translation>Bevor ein Server zum ersten Mal ein Bild bekommt, nennt Earthscribe ihn, zeigt genau diese Bilder und die Frage und fragt nach.</translation>
    </message>
    <message>
        <location filename="../ui/options/privacy_tab.py"/>
        <source>Never sent: the file, its name, its place, its coordinates.</source>
        <translation>Nie gesendet: die Datei, ihr Name, ihr Ort, ihre Koordinaten.</translation>
    </message>
    <message>
        <location filename="../ui/options/privacy_tab.py"/>
        <source>No server: you will be asked before the first picture is sent.</source>
        <translation>Kein Server: Vor dem ersten Bild wird gefragt.</translation>
    </message>
    <message>
        <location filename="../ui/options/privacy_tab.py"/>
        <source>Nothing, unless you ask a server on another machine. Measured descriptions and servers on this machine keep everything here.</source>
        <translation>Nichts, solange kein Server auf einem anderen Rechner gefragt wird. Gemessene Beschreibungen und Server auf diesem Rechner behalten alles hier.</translation>
    </message>
    <message>
        <location filename="../ui/options/privacy_tab.py"/>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <location filename="../ui/options/privacy_tab.py"/>
        <source>Servers that may be sent pictures</source>
        <translation>Server, die Bilder bekommen dürfen</translation>
    </message>
    <message>
        <location filename="../ui/options/privacy_tab.py"/>
        <source>There is no telemetry: no counting, no reports, no look for updates. What the set-up downloads, it downloads when you press its button.</source>
        <translation>Es gibt keine Telemetrie: kein Zählen, keine Berichte, keine Suche nach Aktualisierungen. Was die Einrichtung herunterlädt, lädt sie auf Knopfdruck herunter.</translation>
    </message>
    <message>
        <location filename="../ui/options/privacy_tab.py"/>
        <source>What leaves this machine</source>
        <translation>Was diesen Rechner verlässt</translation>
    </message>
    <message>
        <location filename="../ui/options/privacy_tab.py"/>
        <source>{address}, since {day}</source>
        <translation>{address}, seit {day}</translation>
    </message>
</context>
<context>
    <name>Probe</name>
    <message>
        <location filename="../ui/options/probing.py"/>
        <source>Earthscribe asks a server</source>
        <translation>Earthscribe fragt einen Server</translation>
    </message>
    <message>
        <location filename="../ui/options/probing.py"/>
        <source>The server answers and has the model {name}.</source>
        <translation>Der Server antwortet und hat das Modell {name}.</translation>
    </message>
    <message>
        <location filename="../ui/options/probing.py"/>
        <source>The server answers, and offers no model: load one there first.</source>
        <translation>Der Server antwortet und bietet kein Modell an: Dort zuerst eines laden.</translation>
    </message>
    <message>
        <location filename="../ui/options/probing.py"/>
        <source>The server answers, but has no model {name}. It offers: {names}</source>
        <translation>Der Server antwortet, hat aber kein Modell {name}. Er bietet an: {names}</translation>
    </message>
    <message>
        <location filename="../ui/options/probing.py"/>
        <source>The server answers. Choose one of its models ({count}).</source>
        <translation>Der Server antwortet. Eines seiner Modelle ({count}) auswählen.</translation>
    </message>
</context>
<context>
    <name>Proposing</name>
    <message>
        <location filename="../ui/window/proposing.py"/>
        <source>Earthscribe looks for an object</source>
        <translation>Earthscribe sucht ein Objekt</translation>
    </message>
    <message>
        <location filename="../ui/window/proposing.py"/>
        <source>Looking for the object…</source>
        <translation>Das Objekt wird gesucht…</translation>
    </message>
    <message>
        <location filename="../ui/window/proposing.py"/>
        <source>No object was recognised there. Draw its box.</source>
        <translation>Dort wurde kein Objekt erkannt. Bitte seinen Rahmen zeichnen.</translation>
    </message>
    <message>
        <location filename="../ui/window/proposing.py"/>
        <source>Proposed: {what}, {percent} % ({place} of {count}). Enter describes it, Tab shows the next box, Esc drops it.</source>
        <translation>Vorgeschlagen: {what}, {percent} % ({place} von {count}). Die Eingabetaste beschreibt es, Tab zeigt den nächsten Rahmen, Esc verwirft ihn.</translation>
    </message>
    <message>
        <location filename="../ui/window/proposing.py"/>
        <source>Proposed: {what}, {percent} %. Enter describes it, Esc drops it; its handles adjust it.</source>
        <translation>Vorgeschlagen: {what}, {percent} %. Die Eingabetaste beschreibt es, Esc verwirft es; die Griffe passen den Rahmen an.</translation>
    </message>
    <message>
        <location filename="../ui/window/proposing.py"/>
        <source>The raster does not reach there.</source>
        <translation>So weit reicht das Raster nicht.</translation>
    </message>
    <message>
        <source>{what}, {percent} % ({place} of {count}). Enter describes it, Tab shows the next one, Esc drops it.</source>
        <translation type="vanished">{what}, {percent} % ({place} von {count}). Die Eingabetaste beschreibt es, Tab zeigt den nächsten Rahmen, Esc verwirft ihn.</translation>
    </message>
    <message>
        <source>{what}, {percent} %. Enter describes it, Esc drops it; its handles adjust it.</source>
        <translation type="vanished">{what}, {percent} %. Die Eingabetaste beschreibt es, Esc verwirft es; die Griffe passen den Rahmen an.</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <location filename="../ui/describing/queue.py"/>
        <source>Earthscribe describes an object</source>
        <translation>Earthscribe beschreibt ein Objekt</translation>
    </message>
    <message>
        <location filename="../ui/describing/queue.py"/>
        <source>Earthscribe prepares a picture</source>
        <translation>Earthscribe bereitet ein Bild vor</translation>
    </message>
</context>
<context>
    <name>Selecting</name>
    <message>
        <location filename="../ui/window/selecting.py"/>
        <source>Earthscribe reads polygons</source>
        <translation>Earthscribe liest Polygone</translation>
    </message>
</context>
<context>
    <name>ServerDialog</name>
    <message>
        <location filename="../ui/options/server_dialog.py"/>
        <source>&amp;Ask server</source>
        <translation>Server &amp;fragen</translation>
    </message>
    <message>
        <location filename="../ui/options/server_dialog.py"/>
        <source>&amp;Key</source>
        <translation>&amp;Schlüssel</translation>
    </message>
    <message>
        <location filename="../ui/options/server_dialog.py"/>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <location filename="../ui/options/server_dialog.py"/>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <location filename="../ui/options/server_dialog.py"/>
        <source>A short name, such as office; it is the model's name in the dock</source>
        <translation>Ein kurzer Name, etwa „büro“; er ist der Name des Modells im Bedienfeld</translation>
    </message>
    <message>
        <location filename="../ui/options/server_dialog.py"/>
        <source>A&amp;ddress</source>
        <translation>A&amp;dresse</translation>
    </message>
    <message>
        <location filename="../ui/options/server_dialog.py"/>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <location filename="../ui/options/server_dialog.py"/>
        <source>Addresses that servers on this machine usually have</source>
        <translation>Adressen, die Server auf diesem Rechner gewöhnlich haben</translation>
    </message>
    <message>
        <location filename="../ui/options/server_dialog.py"/>
        <source>Ask server</source>
        <translation>Server fragen</translation>
    </message>
    <message>
        <location filename="../ui/options/server_dialog.py"/>
        <source>Ask what it offers; no picture is sent</source>
        <translation>Fragen, was er anbietet; kein Bild wird gesendet</translation>
    </message>
    <message>
        <location filename="../ui/options/server_dialog.py"/>
        <source>Asking {host}…</source>
        <translation>{host} wird gefragt…</translation>
    </message>
    <message>
        <location filename="../ui/options/server_dialog.py"/>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <location filename="../ui/options/server_dialog.py"/>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <location filename="../ui/options/server_dialog.py"/>
        <source>New server</source>
        <translation>Neuer Server</translation>
    </message>
    <message>
        <location filename="../ui/options/server_dialog.py"/>
        <source>One of the server's models; it must be able to see pictures</source>
        <translation>Eines der Modelle des Servers; es muss Bilder sehen können</translation>
    </message>
    <message>
        <location filename="../ui/options/server_dialog.py"/>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <location filename="../ui/options/server_dialog.py"/>
        <source>The address up to and with /v1</source>
        <translation>Die Adresse bis einschließlich /v1</translation>
    </message>
    <message>
        <location filename="../ui/options/server_dialog.py"/>
        <source>Usual addresses</source>
        <translation>Übliche Adressen</translation>
    </message>
    <message>
        <location filename="../ui/options/server_dialog.py"/>
        <source>new</source>
        <translation>neu</translation>
    </message>
</context>
<context>
    <name>ServersTab</name>
    <message>
        <location filename="../ui/options/servers_tab.py"/>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <location filename="../ui/options/servers_tab.py"/>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
    <message>
        <location filename="../ui/options/servers_tab.py"/>
        <source>Ask the chosen server what it offers; no picture is sent</source>
        <translation>Den gewählten Server fragen, was er anbietet; kein Bild wird gesendet</translation>
    </message>
    <message>
        <location filename="../ui/options/servers_tab.py"/>
        <source>Asking {host}…</source>
        <translation>{host} wird gefragt…</translation>
    </message>
    <message>
        <location filename="../ui/options/servers_tab.py"/>
        <source>Change the chosen server</source>
        <translation>Den gewählten Server ändern</translation>
    </message>
    <message>
        <location filename="../ui/options/servers_tab.py"/>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <location filename="../ui/options/servers_tab.py"/>
        <source>In QGIS</source>
        <translation>In QGIS</translation>
    </message>
    <message>
        <location filename="../ui/options/servers_tab.py"/>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <location filename="../ui/options/servers_tab.py"/>
        <source>Missing in QGIS</source>
        <translation>Fehlt in QGIS</translation>
    </message>
    <message>
        <location filename="../ui/options/servers_tab.py"/>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <location filename="../ui/options/servers_tab.py"/>
        <source>Models can run on any server that speaks the OpenAI protocol: on this machine, in the office, or hosted. Each server here is a model in the dock.</source>
        <translation>Modelle können auf jedem Server laufen, der das OpenAI-Protokoll spricht: auf diesem Rechner, im Büro oder gehostet. Jeder Server hier ist ein Modell im Bedienfeld.</translation>
    </message>
    <message>
        <location filename="../ui/options/servers_tab.py"/>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <location filename="../ui/options/servers_tab.py"/>
        <source>Name another server</source>
        <translation>Einen weiteren Server eintragen</translation>
    </message>
    <message>
        <location filename="../ui/options/servers_tab.py"/>
        <source>New, not stored yet</source>
        <translation>Neu, noch nicht gespeichert</translation>
    </message>
    <message>
        <location filename="../ui/options/servers_tab.py"/>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <location filename="../ui/options/servers_tab.py"/>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <location filename="../ui/options/servers_tab.py"/>
        <source>Take the chosen server off the list</source>
        <translation>Den gewählten Server aus der Liste nehmen</translation>
    </message>
    <message>
        <location filename="../ui/options/servers_tab.py"/>
        <source>Test</source>
        <translation>Prüfen</translation>
    </message>
</context>
<context>
    <name>Setup</name>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>An update is available.</source>
        <translation>Eine Aktualisierung ist verfügbar.</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>Done.</source>
        <translation>Fertig.</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>Done: {name} is in use from the next question on.</source>
        <translation>Fertig: {name} ist ab der nächsten Frage in Gebrauch.</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>Goes into {folder}.</source>
        <translation>Kommt nach {folder}.</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>Installed: {tier}, made {day} with Python {python}.</source>
        <translation>Installiert: {tier}, angelegt am {day} mit Python {python}.</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>It does not fit this version and is not used: update it.</source>
        <translation>Sie passt nicht zu dieser Version und wird nicht benutzt: aktualisieren.</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>It is up to date.</source>
        <translation>Sie ist aktuell.</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>Left out, because nobody makes it for this machine: {names}.</source>
        <translation>Weggelassen, weil es das für diesen Rechner nicht gibt: {names}.</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>Made with {python}.</source>
        <translation>Angelegt mit {python}.</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>Missing: {names}.</source>
        <translation>Es fehlen: {names}.</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>Nothing is installed beside it, and nothing needs to be.</source>
        <translation>Daneben ist nichts installiert, und nichts muss es sein.</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>Nothing is installed. Measured descriptions and servers work without; models on this machine need the set-up.</source>
        <translation>Nichts ist installiert. Gemessene Beschreibungen und Server gehen ohne; Modelle auf diesem Rechner brauchen die Einrichtung.</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>Nothing is wrong with the environment.</source>
        <translation>Mit der Umgebung ist alles in Ordnung.</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>On disk: {total} ({current} in use, {others} in earlier ones, {wheels} downloaded).</source>
        <translation>Auf der Platte: {total} ({current} in Gebrauch, {others} in früheren, {wheels} heruntergeladen).</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>Removed; {size} came free.</source>
        <translation>Entfernt; {size} wurden frei.</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>Stopped. What was downloaded is kept; Resume goes on from there.</source>
        <translation>Angehalten. Heruntergeladenes bleibt; „Fortsetzen“ macht dort weiter.</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>The Python it was made with is gone: repair it.</source>
        <translation>Das Python, mit dem sie angelegt wurde, ist fort: reparieren.</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>This checkout brings its own environment, which is used: {folder}.</source>
        <translation>Diese Arbeitskopie bringt ihre eigene Umgebung mit, die benutzt wird: {folder}.</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>beginning</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>downloading</source>
        <translation>wird heruntergeladen</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>installing packages</source>
        <translation>Pakete werden installiert</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>looking at every file</source>
        <translation>jede Datei wird angesehen</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>making the environment</source>
        <translation>die Umgebung wird angelegt</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>trying what was installed</source>
        <translation>das Installierte wird ausprobiert</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>waiting for another set-up</source>
        <translation>eine andere Einrichtung wird abgewartet</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>{count} packages from the folder, {disk} on disk, {free} free.</source>
        <translation>{count} Pakete aus dem Ordner, {disk} auf der Platte, {free} frei.</translation>
    </message>
    <message>
        <location filename="../ui/setup/words.py"/>
        <source>{count} packages: {download} to download, {disk} on disk, {free} free.</source>
        <translation>{count} Pakete: {download} herunterzuladen, {disk} auf der Platte, {free} frei.</translation>
    </message>
</context>
<context>
    <name>SetupDialog</name>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>&amp;Copy diagnostics</source>
        <translation>Diagnose &amp;kopieren</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>&amp;Examine again</source>
        <translation>Erne&amp;ut untersuchen</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>&amp;Install</source>
        <translation>&amp;Installieren</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>&amp;Update</source>
        <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>A Python program</source>
        <translation>Ein Python-Programm</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>A folder for the wheels</source>
        <translation>Ein Ordner für die Pakete</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>Close this window; an installation goes on (Esc)</source>
        <translation>Dieses Fenster schließen; eine Installation läuft weiter (Esc)</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>Copy findings, plan and log to the clipboard, without names and keys</source>
        <translation>Befunde, Plan und Protokoll in die Zwischenablage kopieren, ohne Namen und Schlüssel</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>Delete all environments and what was downloaded for them?</source>
        <translation>Alle Umgebungen und das dafür Heruntergeladene löschen?</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>Earthscribe examines this machine</source>
        <translation>Earthscribe untersucht diesen Rechner</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>Earthscribe fills a folder</source>
        <translation>Earthscribe füllt einen Ordner</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>Earthscribe goes back to the environment before</source>
        <translation>Earthscribe kehrt zur vorigen Umgebung zurück</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>Earthscribe looks at its environment</source>
        <translation>Earthscribe betrachtet seine Umgebung</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>Earthscribe looks for Pythons</source>
        <translation>Earthscribe sucht nach Python</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>Earthscribe plans an installation</source>
        <translation>Earthscribe plant eine Installation</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>Earthscribe removes its environments</source>
        <translation>Earthscribe entfernt seine Umgebungen</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>Earthscribe repairs its environment</source>
        <translation>Earthscribe repariert seine Umgebung</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>Earthscribe set-up</source>
        <translation>Einrichtung von Earthscribe</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>Look at this machine once more (F5)</source>
        <translation>Diesen Rechner noch einmal untersuchen (F5)</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>Looking at what is installed…</source>
        <translation>Was installiert ist, wird ermittelt…</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>Looking at what would be installed…</source>
        <translation>Was installiert würde, wird ermittelt…</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>Res&amp;ume</source>
        <translation>Fort&amp;setzen</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>This machine</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <location filename="../ui/setup/dialog.py"/>
        <source>Your descriptions and settings stay. Measured descriptions go on working.</source>
        <translation>Beschreibungen und Einstellungen bleiben. Gemessene Beschreibungen gehen weiterhin.</translation>
    </message>
</context>
<context>
    <name>Showing</name>
    <message>
        <location filename="../ui/window/showing.py"/>
        <source>{number} ({place}.)</source>
        <translation>{number} ({place}.)</translation>
    </message>
</context>
<context>
    <name>ShownRaster</name>
    <message>
        <location filename="../ui/host/ground_resolution.py"/>
        <source>{gsd} m per pixel</source>
        <translation>{gsd} m je Pixel</translation>
    </message>
    <message>
        <location filename="../ui/host/ground_resolution.py"/>
        <source>{gsd} m per pixel (zoom level {zoom})</source>
        <translation>{gsd} m je Pixel (Zoomstufe {zoom})</translation>
    </message>
</context>
<context>
    <name>SizeEntry</name>
    <message>
        <location filename="../ui/drawing/size_entry.py"/>
        <source>Azimuth</source>
        <translation>Azimut</translation>
    </message>
    <message>
        <location filename="../ui/drawing/size_entry.py"/>
        <source>Digits typed on the canvas go here; Enter makes the number hold, Tab goes on, Esc frees all.</source>
        <translation>Auf der Karte getippte Ziffern kommen hierher; die Eingabetaste hält die Zahl fest, Tab geht weiter, Esc gibt alle frei.</translation>
    </message>
    <message>
        <location filename="../ui/drawing/size_entry.py"/>
        <source>Direction of the long axis, clockwise from the picture's upper edge</source>
        <translation>Richtung der langen Achse, im Uhrzeigersinn von der Oberkante des Bildes</translation>
    </message>
    <message>
        <location filename="../ui/drawing/size_entry.py"/>
        <source>Direction of the long axis, clockwise from true north</source>
        <translation>Richtung der langen Achse, im Uhrzeigersinn von geografisch Nord</translation>
    </message>
    <message>
        <location filename="../ui/drawing/size_entry.py"/>
        <source>Hold this number for the next boxes</source>
        <translation>Diese Zahl für die nächsten Rahmen festhalten</translation>
    </message>
    <message>
        <location filename="../ui/drawing/size_entry.py"/>
        <source>Hold: {}</source>
        <translation>Festhalten: {}</translation>
    </message>
    <message>
        <location filename="../ui/drawing/size_entry.py"/>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <location filename="../ui/drawing/size_entry.py"/>
        <source>Length of the edge that is drawn first, or of the box that is stamped</source>
        <translation>Länge der zuerst gezeichneten Kante oder des gesetzten Rahmens</translation>
    </message>
    <message>
        <location filename="../ui/drawing/size_entry.py"/>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <location filename="../ui/drawing/size_entry.py"/>
        <source>Width of the box</source>
        <translation>Breite des Rahmens</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <location filename="../ui/host/step_words.py"/>
        <source>Loading the model…</source>
        <translation>Das Modell wird geladen…</translation>
    </message>
    <message>
        <location filename="../ui/host/step_words.py"/>
        <source>Looking for objects…</source>
        <translation>Objekte werden gesucht…</translation>
    </message>
    <message>
        <location filename="../ui/host/step_words.py"/>
        <source>Looking for the scale…</source>
        <translation>Der Maßstab wird gesucht…</translation>
    </message>
    <message>
        <location filename="../ui/host/step_words.py"/>
        <source>Reading the layer…</source>
        <translation>Der Layer wird gelesen…</translation>
    </message>
    <message>
        <location filename="../ui/host/step_words.py"/>
        <source>Reading the raster…</source>
        <translation>Das Raster wird gelesen…</translation>
    </message>
    <message>
        <location filename="../ui/host/step_words.py"/>
        <source>Starting the model process…</source>
        <translation>Der Modellprozess wird gestartet…</translation>
    </message>
</context>
<context>
    <name>Styled</name>
    <message>
        <location filename="../ui/host/styling.py"/>
        <source>QGIS leaves out values beyond the contrast; the model sees them black or white.</source>
        <translation>QGIS lässt Werte außerhalb des Kontrasts weg; das Modell sieht sie schwarz oder weiß.</translation>
    </message>
    <message>
        <location filename="../ui/host/styling.py"/>
        <source>QGIS paints a band without a contrast that could be passed on; the model sees the automatic contrast.</source>
        <translation>QGIS zeichnet einen Kanal ohne Kontrast, der sich weitergeben ließe; das Modell sieht den automatischen Kontrast.</translation>
    </message>
    <message>
        <location filename="../ui/host/styling.py"/>
        <source>QGIS paints high values dark; the model sees them bright, so that words of brightness hold.</source>
        <translation>QGIS zeichnet hohe Werte dunkel; das Modell sieht sie hell, damit Worte über Helligkeit stimmen.</translation>
    </message>
    <message>
        <location filename="../ui/host/styling.py"/>
        <source>QGIS paints this layer in a way that cannot be passed on; the model sees the automatic bands and contrast.</source>
        <translation>QGIS zeichnet diesen Layer auf eine Weise, die sich nicht weitergeben lässt; das Modell sieht die automatischen Kanäle und den automatischen Kontrast.</translation>
    </message>
    <message>
        <location filename="../ui/host/styling.py"/>
        <source>QGIS paints this layer with a colour ramp; the model sees its values in grey.</source>
        <translation>QGIS zeichnet diesen Layer mit einem Farbverlauf; das Modell sieht seine Werte in Grau.</translation>
    </message>
    <message>
        <location filename="../ui/host/styling.py"/>
        <source>QGIS paints this layer with fewer than three bands; the model sees the first of them in grey.</source>
        <translation>QGIS zeichnet diesen Layer mit weniger als drei Kanälen; das Modell sieht den ersten davon in Grau.</translation>
    </message>
    <message>
        <location filename="../ui/host/styling.py"/>
        <source>The colours of the classes are QGIS'; the model sees the numbers of the classes in grey.</source>
        <translation>Die Farben der Klassen sind die von QGIS; das Modell sieht die Nummern der Klassen in Grau.</translation>
    </message>
    <message>
        <location filename="../ui/host/styling.py"/>
        <source>The colours of the classes were changed in QGIS; the model sees those of the file.</source>
        <translation>Die Farben der Klassen wurden in QGIS geändert; das Modell sieht die der Datei.</translation>
    </message>
    <message>
        <location filename="../ui/host/styling.py"/>
        <source>The layer's brightness, gamma, saturation and colour settings are not passed on.</source>
        <translation>Helligkeit, Gamma, Sättigung und Farbeinstellungen des Layers werden nicht weitergegeben.</translation>
    </message>
</context>
<context>
    <name>ToolsMenu</name>
    <message>
        <location filename="../ui/dock/tools_menu.py"/>
        <source>Ask again with another model</source>
        <translation>Mit einem anderen Modell erneut fragen</translation>
    </message>
    <message>
        <location filename="../ui/dock/tools_menu.py"/>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <location filename="../ui/dock/tools_menu.py"/>
        <source>More to do</source>
        <translation>Weitere Befehle</translation>
    </message>
    <message>
        <location filename="../ui/dock/tools_menu.py"/>
        <source>More to do with this object</source>
        <translation>Was sich mit diesem Objekt noch tun lässt</translation>
    </message>
    <message>
        <location filename="../ui/dock/tools_menu.py"/>
        <source>Open the chip</source>
        <translation>Bildausschnitt öffnen</translation>
    </message>
    <message>
        <location filename="../ui/dock/tools_menu.py"/>
        <source>Open the picture the model saw</source>
        <translation>Das Bild öffnen, das das Modell gesehen hat</translation>
    </message>
    <message>
        <location filename="../ui/dock/tools_menu.py"/>
        <source>Show request and answer…</source>
        <translation>Anfrage und Antwort zeigen…</translation>
    </message>
    <message>
        <location filename="../ui/dock/tools_menu.py"/>
        <source>Take the feature kept last out of its layer again</source>
        <translation>Das zuletzt behaltene Objekt wieder aus seinem Layer nehmen</translation>
    </message>
    <message>
        <location filename="../ui/dock/tools_menu.py"/>
        <source>The description with its measurements to the clipboard</source>
        <translation>Die Beschreibung mit ihren Messungen in die Zwischenablage</translation>
    </message>
    <message>
        <location filename="../ui/dock/tools_menu.py"/>
        <source>The object on the map, one pixel of the file on one of the screen</source>
        <translation>Das Objekt auf der Karte, ein Pixel der Datei auf einem des Bildschirms</translation>
    </message>
    <message>
        <location filename="../ui/dock/tools_menu.py"/>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <location filename="../ui/dock/tools_menu.py"/>
        <source>What exactly was sent, and what came back</source>
        <translation>Was genau gesendet wurde und was zurückkam</translation>
    </message>
    <message>
        <location filename="../ui/dock/tools_menu.py"/>
        <source>Zoom to in file pixels</source>
        <translation>Auf Dateipixel zoomen</translation>
    </message>
</context>
<context>
    <name>UpkeepBox</name>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>&amp;Repair</source>
        <translation>&amp;Reparieren</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>Delete all environments and what was downloaded for them</source>
        <translation>Alle Umgebungen und das dafür Heruntergeladene löschen</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>Look after it</source>
        <translation>Pflege</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>Look at every file, and build the environment anew if something is wrong</source>
        <translation>Jede Datei ansehen und die Umgebung neu bauen, wenn etwas nicht stimmt</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>Re&amp;move…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>Roll &amp;back</source>
        <translation>&amp;Zurück zur vorigen</translation>
    </message>
    <message>
        <location filename="../ui/setup/parts.py"/>
        <source>Use the environment again that was used before</source>
        <translation>Die zuvor benutzte Umgebung wieder benutzen</translation>
    </message>
</context>
<context>
    <name>ViewBox</name>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source> m per pixel</source>
        <translation> m je Pixel</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source> ×</source>
        <translation> ×</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>About the picture</source>
        <translation>Über das Bild</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>Around it</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>As styled in QGIS</source>
        <translation>Wie in QGIS dargestellt</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>Draw a box to see its picture here.</source>
        <translation>Einen Rahmen zeichnen, um hier sein Bild zu sehen.</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>How bands become a picture: chosen automatically, as the layer is styled in QGIS, or your own choice</source>
        <translation>Wie aus Kanälen ein Bild wird: automatisch gewählt, wie der Layer in QGIS dargestellt ist, oder selbst gewählt</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>Less or more of the surroundings; far left is automatic</source>
        <translation>Weniger oder mehr Umgebung; ganz links ist automatisch</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>Metres per pixel for a layer without pixels of its own</source>
        <translation>Meter je Pixel für einen Layer ohne eigene Pixel</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>My own</source>
        <translation>Selbst gewählt</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>Notes</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>Resolution</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>Resolution in use</source>
        <translation>Benutzte Auflösung</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>Surroundings</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>The very picture that is shown to the model, and how it is made</source>
        <translation>Genau das Bild, das dem Modell gezeigt wird, und wie es entsteht</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>What the model sees</source>
        <translation>Was das Modell sieht</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>What the model sees; the box is drawn in for you</source>
        <translation>Was das Modell sieht; der Rahmen ist nur hier eingezeichnet</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>Width of the surroundings on each side of the box, in box sizes</source>
        <translation>Breite der Umgebung auf jeder Seite des Rahmens, in Rahmengrößen</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>auto</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>band {numbers}</source>
        <translation>Kanal {numbers}</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>bands {numbers}</source>
        <translation>Kanäle {numbers}</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>each stretched: {pairs}</source>
        <translation>einzeln gestreckt: {pairs}</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>stretched from {low} to {high}</source>
        <translation>gestreckt von {low} bis {high}</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>values as they are</source>
        <translation>Werte, wie sie sind</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>{metres} m per pixel</source>
        <translation>{metres} m je Pixel</translation>
    </message>
    <message>
        <location filename="../ui/dock/view_box.py"/>
        <source>{width} × {height} px</source>
        <translation>{width} × {height} px</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <location filename="../ui/window/welcome.py"/>
        <source>Earthscribe opens its sample</source>
        <translation>Earthscribe öffnet sein Beispiel</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <location filename="../ui/dock/welcome.py"/>
        <source>Adds a small picture to the project to try on</source>
        <translation>Fügt dem Projekt ein kleines Bild zum Ausprobieren hinzu</translation>
    </message>
    <message>
        <location filename="../ui/dock/welcome.py"/>
        <source>Do not show this page again</source>
        <translation>Diese Seite nicht mehr zeigen</translation>
    </message>
    <message>
        <location filename="../ui/dock/welcome.py"/>
        <source>Don't show again</source>
        <translation>Nicht mehr zeigen</translation>
    </message>
    <message>
        <location filename="../ui/dock/welcome.py"/>
        <source>Draw a box round an object: one edge, then its width.</source>
        <translation>Einen Rahmen um ein Objekt zeichnen: eine Kante, dann die Breite.</translation>
    </message>
    <message>
        <location filename="../ui/dock/welcome.py"/>
        <source>Earthscribe measures and describes what you point at on a raster. Nothing leaves this computer unless you choose a server and agree.</source>
        <translation>Earthscribe misst und beschreibt, worauf auf einem Raster gezeigt wird. Nichts verlässt diesen Rechner, solange kein Server gewählt und zugestimmt ist.</translation>
    </message>
    <message>
        <location filename="../ui/dock/welcome.py"/>
        <source>Go on with your own rasters</source>
        <translation>Mit eigenen Rastern weitermachen</translation>
    </message>
    <message>
        <location filename="../ui/dock/welcome.py"/>
        <source>Measured descriptions work at once; models that look at the picture need more</source>
        <translation>Gemessene Beschreibungen gehen sofort; Modelle, die das Bild ansehen, brauchen mehr</translation>
    </message>
    <message>
        <location filename="../ui/dock/welcome.py"/>
        <source>Open a raster: yours, or the small one that comes along.</source>
        <translation>Ein Raster öffnen: ein eigenes oder das kleine mitgelieferte.</translation>
    </message>
    <message>
        <location filename="../ui/dock/welcome.py"/>
        <source>Open the sample raster</source>
        <translation>Beispielraster öffnen</translation>
    </message>
    <message>
        <location filename="../ui/dock/welcome.py"/>
        <source>Read the description, mend it, accept it: it becomes a feature.</source>
        <translation>Die Beschreibung lesen, verbessern, annehmen: Sie wird ein Objekt im Layer.</translation>
    </message>
    <message>
        <location filename="../ui/dock/welcome.py"/>
        <source>Say what stands there</source>
        <translation>Sagen, was da steht</translation>
    </message>
    <message>
        <location filename="../ui/dock/welcome.py"/>
        <source>Set up larger models</source>
        <translation>Größere Modelle einrichten</translation>
    </message>
    <message>
        <location filename="../ui/dock/welcome.py"/>
        <source>Set up larger models…</source>
        <translation>Größere Modelle einrichten…</translation>
    </message>
</context>
<context>
    <name>mapping</name>
    <message>
        <location filename="../ui/host/mapping.py"/>
        <source>a date needs a date or text field</source>
        <translation>ein Datum braucht ein Datums- oder Textfeld</translation>
    </message>
    <message>
        <location filename="../ui/host/mapping.py"/>
        <source>a number needs a number or text field</source>
        <translation>eine Zahl braucht ein Zahlen- oder Textfeld</translation>
    </message>
    <message>
        <location filename="../ui/host/mapping.py"/>
        <source>a text needs a text field</source>
        <translation>ein Text braucht ein Textfeld</translation>
    </message>
    <message>
        <location filename="../ui/host/mapping.py"/>
        <source>a whole number would lose the decimals</source>
        <translation>eine ganze Zahl verlöre die Nachkommastellen</translation>
    </message>
    <message>
        <location filename="../ui/host/mapping.py"/>
        <source>nested values need a text field</source>
        <translation>verschachtelte Werte brauchen ein Textfeld</translation>
    </message>
</context>
<context>
    <name>store</name>
    <message>
        <location filename="../ui/host/store.py"/>
        <source>Add a description</source>
        <translation>Beschreibung hinzufügen</translation>
    </message>
    <message>
        <location filename="../ui/host/store.py"/>
        <source>Add fields for descriptions</source>
        <translation>Felder für Beschreibungen hinzufügen</translation>
    </message>
    <message>
        <location filename="../ui/host/store.py"/>
        <source>Take back a description</source>
        <translation>Beschreibung zurücknehmen</translation>
    </message>
</context>
</TS>
