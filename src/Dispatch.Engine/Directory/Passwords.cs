using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Dispatch.Engine.Directory;

/// <summary>Password hashes by the framework: PBKDF2-HMAC-SHA-512 with at least 210,000 rounds (ASVS 11.4.2).</summary>
internal sealed class Passwords
{
    private readonly PasswordHasher<object> hasher;
    private readonly Lazy<string> nobody;

    public Passwords(PasswordRounds rounds)
    {
        hasher = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = rounds.Count }));
        nobody = new Lazy<string>(() => Hash("nobody has this password"));
    }

    public string Hash(string password) => hasher.HashPassword(this, password);

    /// <summary>Whether the password is right; with no hash at all the same work is done and the answer is no.</summary>
    public bool Verify(string? hash, string password) =>
        hasher.VerifyHashedPassword(this, hash ?? nobody.Value, password) is not PasswordVerificationResult.Failed && hash is not null;
}

/// <summary>How many rounds a password hash takes; a test may take fewer.</summary>
internal sealed record PasswordRounds(int Count);
