package org.wvtoolkit.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Writes a picture as PNG with two pixels per unit, rendered by Java without a display. */
final class PngPicture {
    private static final int SCALE = 2;
    private static final String FONT = Font.SANS_SERIF;

    private PngPicture() {}

    /**
     * Loads the fonts of the machine. This is the only place that detects missing fonts: Java
     * reports them with exceptions of several classes, which must not be confused with rendering
     * errors.
     */
    static void requireFonts() throws IOException {
        System.setProperty("java.awt.headless", "true");
        try {
            new Font(FONT, Font.PLAIN, 12).canDisplay('a');
        } catch (RuntimeException | InternalError | LinkageError noFonts) {
            throw new IOException(
                    "a PNG needs fonts, and none are installed; install some (Debian and Ubuntu: apt install fontconfig"
                            + " fonts-dejavu-core), or write an .svg, which needs none",
                    noFonts);
        }
    }

    static byte[] write(Picture picture) throws IOException {
        ImageIO.setUseCache(false);
        BufferedImage image =
                new BufferedImage(SCALE * picture.width(), SCALE * picture.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.scale(SCALE, SCALE);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, picture.width(), picture.height());
            picture.marks().forEach(mark -> draw(mark, graphics));
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static void draw(Mark mark, Graphics2D graphics) {
        switch (mark) {
            case Mark.Line line -> {
                Path2D path = new Path2D.Double();
                path.moveTo(
                        line.points().getFirst().x(), line.points().getFirst().y());
                line.points().forEach(point -> path.lineTo(point.x(), point.y()));
                graphics.setColor(new Color(line.color()));
                graphics.setStroke(
                        new BasicStroke((float) line.width(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                graphics.draw(path);
            }
            case Mark.Circle circle -> {
                graphics.setColor(new Color(circle.color()));
                graphics.fill(new Ellipse2D.Double(
                        circle.centre().x() - circle.radius(),
                        circle.centre().y() - circle.radius(),
                        2 * circle.radius(),
                        2 * circle.radius()));
            }
            case Mark.Rectangle box -> {
                graphics.setColor(new Color(box.color()));
                graphics.fill(
                        new Rectangle2D.Double(box.corner().x(), box.corner().y(), box.width(), box.height()));
            }
            case Mark.Text text -> draw(text, graphics);
        }
    }

    private static void draw(Mark.Text text, Graphics2D graphics) {
        graphics.setColor(new Color(text.color()));
        graphics.setFont(new Font(FONT, Font.PLAIN, 1).deriveFont((float) text.size()));
        double width =
                graphics.getFontMetrics().getStringBounds(text.text(), graphics).getWidth();
        double shift = switch (text.anchor()) {
            case START -> 0;
            case MIDDLE -> -width / 2;
            case END -> -width;
        };
        AffineTransform before = graphics.getTransform();
        graphics.translate(text.position().x(), text.position().y());
        graphics.rotate(Math.toRadians(text.degrees()));
        graphics.drawString(text.text(), (float) shift, 0);
        graphics.setTransform(before);
    }

    /** Returns the texts with characters that no font contains. */
    static List<String> unreadable(List<String> texts) {
        Font font = new Font(FONT, Font.PLAIN, 12);
        return texts.stream().filter(text -> font.canDisplayUpTo(text) >= 0).toList();
    }
}
