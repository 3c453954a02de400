using System.Runtime.InteropServices;
using SkiaSharp;

namespace Dcmqi.Pictures;

/// <summary>Paints surfaces by a depth buffer, lit from where they are looked at, a little from above and from the left.</summary>
internal sealed class SurfacePainter
{
    // Pixels of the buffer across a pixel of the picture, so that edges are smooth.
    private const int Finer = 2;

    // What is lit by no light still has some of its colour.
    private const float Ambient = 0.3f;

    private readonly SurfaceView _view;
    private readonly int _width;
    private readonly int _height;
    private readonly float[] _depths;
    private readonly Vector3d _light;

    public SurfacePainter(SurfaceView view)
    {
        _view = view;
        (_width, _height) = (view.Width * Finer, view.Height * Finer);
        _depths = new float[_width * _height];
        _depths.AsSpan().Fill(float.PositiveInfinity);
        Vector3d towards = -view.Away - view.Down * 0.45 - view.Right * 0.35;
        _light = towards * (1 / towards.Length);
    }

    /// <summary>Paints surfaces, whichever is nearest.</summary>
    public void Paint(Panel panel, IReadOnlyList<SurfaceMesh> surfaces, IReadOnlyList<RgbColor> colors, CancellationToken cancellationToken)
    {
        using var fine = new SKBitmap(new SKImageInfo(_width, _height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        fine.Erase(panel.Bitmap.GetPixel(0, 0));
        for (int index = 0; index < surfaces.Count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Paint(MemoryMarshal.Cast<byte, Rgba>(fine.GetPixelSpan()), surfaces[index], colors[index]);
        }

        using var canvas = new SKCanvas(panel.Bitmap);
        using SKImage image = SKImage.FromBitmap(fine);

        // Halfway between four pixels, each counts as much.
        canvas.DrawImage(image, new SKRect(0, 0, panel.Bitmap.Width, panel.Bitmap.Height), new SKSamplingOptions(SKFilterMode.Linear));
    }

    private void Paint(Span<Rgba> pixels, SurfaceMesh surface, RgbColor color)
    {
        float[] brightness = Brightness(surface);
        var corners = new Corner[surface.VertexCount];
        for (int vertex = 0; vertex < corners.Length; vertex++)
        {
            (float x, float y, float depth) = _view.Project(surface.Vertex(vertex));
            corners[vertex] = new Corner(x * Finer, y * Finer, depth, brightness[vertex]);
        }

        ReadOnlySpan<int> triangles = surface.Triangles;
        for (int index = 0; index < triangles.Length; index += 3)
            Fill(pixels, corners[triangles[index]], corners[triangles[index + 1]], corners[triangles[index + 2]], color);
    }

    // A pixel belongs to a triangle if its centre lies in it; between the corners depth and brightness go evenly.
    private void Fill(Span<Rgba> pixels, in Corner a, in Corner b, in Corner c, RgbColor color)
    {
        float area = (b.X - a.X) * (c.Y - a.Y) - (c.X - a.X) * (b.Y - a.Y);
        if (area == 0)
            return;
        int top = Math.Max(0, (int)MathF.Ceiling(MathF.Min(a.Y, MathF.Min(b.Y, c.Y)) - 0.5f));
        int bottom = Math.Min(_height - 1, (int)MathF.Floor(MathF.Max(a.Y, MathF.Max(b.Y, c.Y)) - 0.5f));
        int left = Math.Max(0, (int)MathF.Ceiling(MathF.Min(a.X, MathF.Min(b.X, c.X)) - 0.5f));
        int right = Math.Min(_width - 1, (int)MathF.Floor(MathF.Max(a.X, MathF.Max(b.X, c.X)) - 0.5f));
        for (int row = top; row <= bottom; row++)
        {
            float y = row + 0.5f;
            for (int column = left; column <= right; column++)
            {
                float x = column + 0.5f;
                float ofB = ((x - a.X) * (c.Y - a.Y) - (c.X - a.X) * (y - a.Y)) / area;
                float ofC = ((b.X - a.X) * (y - a.Y) - (x - a.X) * (b.Y - a.Y)) / area;
                float ofA = 1 - ofB - ofC;
                int pixel = row * _width + column;
                float depth = ofA * a.Depth + ofB * b.Depth + ofC * c.Depth;
                if (ofA < 0 || ofB < 0 || ofC < 0 || !(depth < _depths[pixel]))
                    continue;
                _depths[pixel] = depth;
                float brightness = ofA * a.Brightness + ofB * b.Brightness + ofC * c.Brightness;
                pixels[pixel] = new Rgba((byte)(color.Red * brightness + 0.5f), (byte)(color.Green * brightness + 0.5f), (byte)(color.Blue * brightness + 0.5f), byte.MaxValue);
            }
        }
    }

    // By the normal of each vertex: that of its triangles, larger ones counting more.
    private float[] Brightness(SurfaceMesh surface)
    {
        var normals = new Vector3d[surface.VertexCount];
        ReadOnlySpan<int> triangles = surface.Triangles;
        for (int index = 0; index < triangles.Length; index += 3)
        {
            (int a, int b, int c) = (triangles[index], triangles[index + 1], triangles[index + 2]);
            Vector3d normal = (surface.Vertex(b) - surface.Vertex(a)).Cross(surface.Vertex(c) - surface.Vertex(a));
            normals[a] += normal;
            normals[b] += normal;
            normals[c] += normal;
        }

        return Array.ConvertAll(normals, normal => normal.Length > 0 ? Ambient + (1 - Ambient) * (float)Math.Max(0, normal.Dot(_light) / normal.Length) : Ambient);
    }

    private readonly record struct Corner(float X, float Y, float Depth, float Brightness);
}
