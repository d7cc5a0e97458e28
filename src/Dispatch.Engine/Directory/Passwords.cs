using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Dispatch.Engine.Directory;

/// <summary>Password hashes by the framework: PBKDF2-HMAC-SHA-512 with at least 210,000 rounds (ASVS 11.4.2); one made with fewer is made anew when its person signs in.</summary>
internal sealed class Passwords(PasswordRounds rounds) : IPasswordHasher<Person>
{
    private readonly PasswordHasher<object> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = rounds.Count }));
    private string? nobody;

    public string Hash(string password) => hasher.HashPassword(this, password);

    /// <summary>Does the work of verifying for a name nobody has, so that the time tells nothing.</summary>
    public void PretendToVerify(string password) => _ = hasher.VerifyHashedPassword(this, nobody ??= Hash("nobody has this password"), password);

    /// <inheritdoc />
    public string HashPassword(Person user, string password) => Hash(password);

    /// <inheritdoc />
    public PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword) => hasher.VerifyHashedPassword(this, hashedPassword, providedPassword);
}

/// <summary>How many rounds a password hash takes; a test may take fewer.</summary>
internal sealed record PasswordRounds(int Count);
