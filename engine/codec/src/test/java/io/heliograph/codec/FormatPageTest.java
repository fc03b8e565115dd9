package io.heliograph.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class FormatPageTest {
    private static final Map<String, Integer> PRIMITIVES =
            Map.of("int64", 8, "int32", 4, "double", 8, "uint8", 1, "uint16", 2, "uint32", 4);

    @ParameterizedTest
    @ValueSource(strings = {"heliograph-events.xml", "heliograph-outputs.xml"})
    void shouldShowEveryRecordWithTheOffsetOfEachField(String schema) throws Exception {
        String page = Files.readString(Path.of("FORMAT.md"));
        Element root = parse(Path.of("src/main/resources", schema)).getDocumentElement();
        Map<String, Integer> sizes = sizes(root);

        for (Element message : children(root)) {
            if (message.getTagName().equals("sbe:message")) {
                assertThat(section(page, message)).contains(rows(message, sizes));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"heliograph-events.xml", "heliograph-outputs.xml"})
    void shouldShowEveryWord(String schema) throws Exception {
        String page = Files.readString(Path.of("FORMAT.md"));
        Element root = parse(Path.of("src/main/resources", schema)).getDocumentElement();

        for (Element type : children(children(root).get(0))) {
            if (type.getTagName().equals("enum") || type.getTagName().equals("set")) {
                for (Element value : children(type)) {
                    assertThat(page.lines().filter(line -> line.startsWith("| " + type.getAttribute("name") + " ")))
                            .as("values of %s", type.getAttribute("name"))
                            .anyMatch(line ->
                                    line.contains(" " + value.getTextContent() + " " + value.getAttribute("name")));
                }
            }
        }
    }

    private static String section(String page, Element message) {
        String title = "### " + message.getAttribute("name") + " (" + message.getAttribute("id") + ")\n";
        assertThat(page).contains(title);
        int start = page.indexOf(title);
        int end = page.indexOf("\n### ", start + 1);
        return page.substring(start, end);
    }

    private static List<String> rows(Element message, Map<String, Integer> sizes) {
        List<String> rows = new ArrayList<>();
        int offset = 0;
        for (Element field : children(message)) {
            String name = field.getAttribute("name");
            switch (field.getTagName()) {
                case "field" -> {
                    rows.add("| " + offset + " | " + name + " | " + field.getAttribute("type") + " |");
                    offset += sizes.get(field.getAttribute("type"));
                }
                case "group" -> rows.add("| group | " + name + " |");
                default -> rows.add("| text | " + name + " |");
            }
        }
        rows.add("Block: " + offset + " bytes.");
        return rows;
    }

    private static Map<String, Integer> sizes(Element root) {
        Map<String, Integer> sizes = new HashMap<>(PRIMITIVES);
        for (Element type : children(children(root).get(0))) {
            String primitive = type.getTagName().equals("type")
                    ? type.getAttribute("primitiveType")
                    : type.getAttribute("encodingType");
            if (!primitive.isEmpty()) {
                String length = type.getAttribute("length");
                int times = length.isEmpty() ? 1 : Integer.parseInt(length);
                sizes.put(type.getAttribute("name"), PRIMITIVES.get(primitive) * times);
            }
        }
        return sizes;
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static Document parse(Path file) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    }
}
