package dev.cinestream.billing.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/// A PDF on A4 in the making, in which each piece of text is part of a structure that a screen reader follows, and all else is
/// marked as decoration. Coordinates are points from the page's lower left corner.
final class TaggedPdf implements AutoCloseable {

    private static final String FONT =
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float PDF_VERSION = 1.7f;
    private static final float BOLDER = 0.02f; // of the size: the outline that makes a text bold

    private final PDDocument document = new PDDocument();
    private final PDFont font;
    private final PDStructureElement root;
    private final List<List<PDStructureElement>> marked = new ArrayList<>();
    private PDPage page;
    private PDPageContentStream content;

    TaggedPdf(String title, String language) throws IOException {
        document.setVersion(PDF_VERSION);
        try (InputStream in = PDDocument.class.getResourceAsStream(FONT)) {
            if (in == null) {
                throw new IOException("there is no font " + FONT);
            }
            font = PDType0Font.load(document, in, true);
        }
        var tree = new PDStructureTreeRoot();
        root = new PDStructureElement(StandardStructureTypes.DOCUMENT, tree);
        tree.appendKid(root);
        describe(title, language, tree);
        page = new PDPage(PDRectangle.A4);
        content = open(page);
    }

    private void describe(String title, String language, PDStructureTreeRoot tree)
            throws IOException {
        PDDocumentCatalog catalog = document.getDocumentCatalog();
        catalog.setStructureTreeRoot(tree);
        catalog.setLanguage(language);
        var mark = new PDMarkInfo();
        mark.setMarked(true);
        catalog.setMarkInfo(mark);
        var preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        catalog.setViewerPreferences(preferences);
        document.getDocumentInformation().setTitle(title);
        var metadata = new PDMetadata(document);
        metadata.importXMPMetadata(xmp(title).getBytes(StandardCharsets.UTF_8));
        catalog.setMetadata(metadata);
    }

    private static String xmp(String title) {
        String escaped = title.replace("&", "&amp;").replace("<", "&lt;");
        return """
        <?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
         <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
          <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
           <pdfuaid:part>1</pdfuaid:part>
           <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
          </rdf:Description>
         </rdf:RDF>
        </x:xmpmeta>
        <?xpacket end="w"?>\
        """
                .formatted(escaped);
    }

    private PDPageContentStream open(PDPage next) throws IOException {
        document.addPage(next);
        next.setStructParents(marked.size());
        marked.add(new ArrayList<>());
        return new PDPageContentStream(document, next);
    }

    void newPage() throws IOException {
        content.close();
        page = new PDPage(PDRectangle.A4);
        content = open(page);
    }

    /// The whole document's element, under which all others are.
    PDStructureElement root() {
        return root;
    }

    /// An element without text of its own, for example a table or a row.
    PDStructureElement element(PDStructureElement parent, String type) {
        var element = new PDStructureElement(type, parent);
        parent.appendKid(element);
        return element;
    }

    /// A heading of a column, for example.
    PDStructureElement header(PDStructureElement row, String scope) {
        PDStructureElement element = element(row, StandardStructureTypes.TH);
        var attribute = new PDTableAttributeObject();
        attribute.setScope(scope);
        element.addAttribute(attribute);
        return element;
    }

    void text(PDStructureElement element, Style style, float x, float y, String text)
            throws IOException {
        List<PDStructureElement> onPage = marked.getLast();
        var id = new COSDictionary();
        id.setInt(COSName.MCID, onPage.size());
        element.setPage(page);
        element.appendKid(onPage.size());
        onPage.add(element);
        String shown = shown(text);
        float left = style.right() ? x - width(style, text) : x;
        content.beginMarkedContent(
                COSName.getPDFName(element.getStructureType()), PDPropertyList.create(id));
        content.beginText();
        content.setFont(font, style.size());
        content.setNonStrokingColor(style.grey());
        content.setStrokingColor(style.grey());
        content.setRenderingMode(style.bold() ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
        content.setLineWidth(style.size() * BOLDER);
        content.newLineAtOffset(left, y);
        content.showText(shown);
        content.endText();
        content.endMarkedContent();
    }

    /// How a text looks.
    ///
    /// @param grey 0 is black
    /// @param right whether it ends at its place instead of beginning there
    record Style(float size, boolean bold, float grey, boolean right) {}

    /// A thin line, which says nothing.
    void rule(float from, float to, float y) throws IOException {
        content.beginMarkedContent(COSName.ARTIFACT);
        content.setStrokingColor(0.75f);
        content.setLineWidth(0.6f);
        content.moveTo(from, y);
        content.lineTo(to, y);
        content.stroke();
        content.endMarkedContent();
    }

    float width(Style style, String text) throws IOException {
        return font.getStringWidth(shown(text)) / 1000 * style.size();
    }

    /// What the font has no letter for becomes a question mark.
    private String shown(String text) {
        var shown = new StringBuilder();
        text.codePoints().forEach(each -> shown.appendCodePoint(hasGlyph(each) ? each : '?'));
        return shown.toString();
    }

    private boolean hasGlyph(int codePoint) {
        try {
            font.encode(Character.toString(codePoint));
            return true;
        } catch (IllegalArgumentException | IOException _) {
            return false; // that is how PDFBox says it
        }
    }

    byte[] bytes() throws IOException {
        content.close();
        PDStructureTreeRoot tree = document.getDocumentCatalog().getStructureTreeRoot();
        var parents = new PDNumberTreeNode(PDParentTreeValue.class);
        var numbers = new COSArray();
        for (int i = 0; i < marked.size(); i++) {
            var elements = new COSArray();
            marked.get(i).forEach(element -> elements.add(element.getCOSObject()));
            numbers.add(COSInteger.get(i));
            numbers.add(elements);
        }
        parents.getCOSObject().setItem(COSName.NUMS, numbers);
        tree.setParentTree(parents);
        tree.setParentTreeNextKey(marked.size());
        var out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
