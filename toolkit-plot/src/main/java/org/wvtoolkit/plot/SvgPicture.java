package org.wvtoolkit.plot;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a picture as SVG 1.1. Text remains text, rendered with the fonts of the viewer. */
final class SvgPicture {
    private SvgPicture() {}

    static byte[] write(Picture picture) {
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"'DejaVu Sans', Verdana, 'Noto Sans', 'Noto Sans CJK SC', sans-serif\">%n",
                picture.width(),
                picture.height(),
                picture.width(),
                picture.height()));
        out.append("<title>").append(escaped(picture.title())).append("</title>\n");
        out.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        picture.marks().forEach(mark -> out.append(element(mark)).append('\n'));
        return out.append("</svg>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String element(Mark mark) {
        return switch (mark) {
            case Mark.Line line ->
                "<polyline points=\""
                        + line.points().stream()
                                .map(point -> number(point.x()) + "," + number(point.y()))
                                .collect(Collectors.joining(" "))
                        + "\" fill=\"none\" stroke=\"" + color(line.color()) + "\" stroke-width=\""
                        + number(line.width()) + "\"/>";
            case Mark.Circle circle ->
                "<circle cx=\"" + number(circle.centre().x()) + "\" cy=\""
                        + number(circle.centre().y()) + "\" r=\"" + number(circle.radius()) + "\" fill=\""
                        + color(circle.color()) + "\""
                        + (circle.name().isEmpty() ? "/>" : "><title>" + escaped(circle.name()) + "</title></circle>");
            case Mark.Rectangle box ->
                "<rect x=\"" + number(box.corner().x()) + "\" y=\""
                        + number(box.corner().y()) + "\" width=\"" + number(box.width()) + "\" height=\""
                        + number(box.height()) + "\" fill=\"" + color(box.color()) + "\"/>";
            case Mark.Text text -> text(text);
        };
    }

    private static String text(Mark.Text text) {
        String x = number(text.position().x());
        String y = number(text.position().y());
        String turn =
                text.degrees() == 0 ? "" : " transform=\"rotate(" + number(text.degrees()) + " " + x + " " + y + ")\"";
        String anchor = switch (text.anchor()) {
            case START -> "";
            case MIDDLE -> " text-anchor=\"middle\"";
            case END -> " text-anchor=\"end\"";
        };
        return "<text x=\"" + x + "\" y=\"" + y + "\" font-size=\"" + number(text.size()) + "\" fill=\""
                + color(text.color()) + "\"" + anchor + turn + ">" + escaped(text.text()) + "</text>";
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }

    private static String color(int color) {
        return String.format(Locale.ROOT, "#%06x", color);
    }

    /** Replaces most control characters and unpaired surrogates by U+FFFD, because XML cannot represent them. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                default -> {
                    boolean allowed = point == '\t'
                            || (point >= 0x20 && point < 0xD800)
                            || (point > 0xDFFF && point < 0xFFFE)
                            || point > 0xFFFF;
                    out.appendCodePoint(allowed ? point : 0xFFFD);
                }
            }
        });
        return out.toString();
    }
}
